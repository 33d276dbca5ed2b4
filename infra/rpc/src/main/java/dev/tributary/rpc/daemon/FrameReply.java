package dev.tributary.rpc.daemon;

import dev.tributary.rpc.wire.Frame;
import dev.tributary.rpc.wire.Frame.Output;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/// A handler's writes as frames. Holds nothing back: what is written is sent, and a slow reader
/// blocks the writer.
final class FrameReply implements Reply {

    /// Where the frames go.
    @FunctionalInterface
    interface Outlet {
        void send(Frame frame) throws IOException;
    }

    private static final int LARGEST_CHUNK = 32 * 1024;
    private static final int LONGEST_LINE = 4 * 1024;

    private final Outlet outlet;
    private final BooleanSupplier follow;
    private final OutputStream out;
    private final OutputStream err;

    /// @param follow what [#follow] does
    FrameReply(Outlet outlet, BooleanSupplier follow) {
        this.outlet = outlet;
        this.follow = follow;
        this.out = new Chunks(outlet, Output.OUT);
        this.err = new Chunks(outlet, Output.ERR);
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public OutputStream err() {
        return err;
    }

    @Override
    public void progress(String text) throws IOException {
        outlet.send(new Frame.Progress(shortened(text)));
    }

    @Override
    public boolean follow() {
        return follow.getAsBoolean();
    }

    /// A frame has a largest size; nobody reads a sentence that is longer.
    static String shortened(String text) {
        return text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + "...";
    }

    private static final class Chunks extends OutputStream {

        private final Outlet outlet;
        private final Output output;

        Chunks(Outlet outlet, Output output) {
            this.outlet = outlet;
            this.output = output;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            for (int from = 0; from < length; from += LARGEST_CHUNK) {
                int count = Math.min(LARGEST_CHUNK, length - from);
                outlet.send(
                        new Frame.OutputChunk(
                                output, ByteBuffer.wrap(bytes, offset + from, count)));
            }
        }
    }
}
