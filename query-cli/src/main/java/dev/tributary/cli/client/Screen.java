package dev.tributary.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.rpc.client.ReplySink;
import dev.tributary.rpc.client.Slowness;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// Standard output and error, byte by byte as the daemon wrote them.
final class Screen implements ReplySink {

    private final OutputStream out;
    private final OutputStream err;
    private final boolean progress;
    private boolean failed;
    private boolean closedByReader;

    /// @param progress whether somebody watches stderr and wants to know why it takes time
    Screen(OutputStream out, OutputStream err, boolean progress) {
        this.out = out;
        this.err = err;
        this.progress = progress;
    }

    static Screen ofThisProcess(boolean progress) {
        return new Screen(
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                progress);
    }

    @Override
    public void out(ByteBuffer bytes) throws IOException {
        write(bytes, out);
    }

    @Override
    public void err(ByteBuffer bytes) throws IOException {
        write(bytes, err);
    }

    @Override
    public void progress(String text) throws IOException {
        if (progress) {
            err(ByteBuffer.wrap(("query-cli: " + text + "\n").getBytes(UTF_8)));
        }
    }

    @Override
    public void slow(Slowness why) throws IOException {
        progress(
                switch (why) {
                    case FIRST_START -> "starting the query daemon (first start)";
                    case NEW_BUILD -> "starting the query daemon anew (new build)";
                    case RECOVERED -> "starting the query daemon anew (the last one crashed)";
                    case FORCED -> "starting the query daemon anew (as asked)";
                });
    }

    /// Whether a write failed, for whatever reason.
    boolean hasFailed() {
        return failed;
    }

    /// Whether a write failed because nobody reads any more (`query-cli … | head -1`).
    boolean isClosedByReader() {
        return closedByReader;
    }

    private void write(ByteBuffer bytes, OutputStream stream) throws IOException {
        byte[] copy;
        int offset;
        if (bytes.hasArray()) {
            copy = bytes.array();
            offset = bytes.arrayOffset() + bytes.position();
        } else {
            copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            offset = 0;
        }
        try {
            stream.write(copy, offset, bytes.remaining());
        } catch (IOException e) {
            failed = true;
            closedByReader = "Broken pipe".equals(e.getMessage());
            throw new IOException("the output cannot be written: " + e.getMessage(), e);
        }
    }
}
