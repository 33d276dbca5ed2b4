package dev.tributary.rpc.daemon;

import dev.tributary.rpc.client.CommandFailed;
import dev.tributary.rpc.client.ReplySink;
import dev.tributary.rpc.wire.Frame;
import dev.tributary.rpc.wire.Frame.Output;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The same handler without a daemon: on the caller's thread, which is interrupted to cancel.
public final class InProcess {

    private final Handler handler;

    public InProcess(Handler handler) {
        this.handler = handler;
    }

    /// @return the command's exit code
    /// @throws IOException of the sink, whatever the handler made of it
    /// @throws InterruptedException if the handler ended because its thread was interrupted
    public int call(ByteBuffer command, ReplySink sink)
            throws IOException, CommandFailed, InterruptedException {
        Sink outlet = new Sink(sink);
        int exitCode;
        try {
            exitCode =
                    handler.handle(command.asReadOnlyBuffer(), new FrameReply(outlet, () -> true));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (outlet.broken != null) {
                throw outlet.broken;
            }
            throw new CommandFailed(Failure.logged(e));
        }
        if (outlet.broken != null) {
            throw outlet.broken;
        }
        return exitCode;
    }

    /// Remembers the sink's own exception: it is not the handler's, whatever that makes of it. The
    /// sink gets nothing after it, as nothing may follow a gap.
    private static final class Sink implements FrameReply.Outlet {

        private final ReplySink sink;
        private @Nullable IOException broken;

        Sink(ReplySink sink) {
            this.sink = sink;
        }

        @Override
        public void send(Frame frame) throws IOException {
            if (broken != null) {
                throw broken;
            }
            try {
                pass(frame);
            } catch (IOException e) {
                broken = e;
                throw e;
            }
        }

        private void pass(Frame frame) throws IOException {
            switch (frame) {
                case Frame.OutputChunk(Output output, ByteBuffer bytes) -> {
                    switch (output) {
                        case OUT -> sink.out(bytes);
                        case ERR -> sink.err(bytes);
                    }
                }
                case Frame.Progress(String text) -> sink.progress(text);
                case Frame.Hello _, Frame.Command _, Frame.Alive _, Frame.Exit _, Frame.Error _ ->
                        throw new IllegalStateException("a reply does not consist of " + frame);
            }
        }
    }
}
