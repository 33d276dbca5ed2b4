package dev.tributary.rpc.client;

import dev.tributary.rpc.place.DaemonPlace;
import dev.tributary.rpc.place.InstanceLock;
import dev.tributary.rpc.wire.Frame;
import dev.tributary.rpc.wire.Frame.ErrorKind;
import dev.tributary.rpc.wire.Frame.Hello;
import dev.tributary.rpc.wire.Frame.Output;
import dev.tributary.rpc.wire.Frame.Purpose;
import dev.tributary.rpc.wire.FrameChannel;
import dev.tributary.rpc.wire.ProtocolViolation;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One connection to a daemon that has said Hello. No lambda, stream or switch over patterns: a
/// client runs this once, and each costs it more than the daemon's whole answer.
final class Conversation implements AutoCloseable {

    private static final int LARGEST_FRAME = 1 << 20;

    private final SocketChannel channel;
    private final FrameChannel frames;
    private final Hello daemon;

    private Conversation(SocketChannel channel, FrameChannel frames, Hello daemon) {
        this.channel = channel;
        this.frames = frames;
        this.daemon = daemon;
    }

    /// @param untilHello how long a daemon that takes connections may be silent
    /// @return null if nobody answers
    static @Nullable Conversation open(
            DaemonPlace place, String build, Purpose purpose, Duration untilHello)
            throws IOException, NotBegun {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        Conversation conversation = null;
        try (Patience patience = Patience.with(channel, untilHello)) {
            FrameChannel frames = new FrameChannel(channel, LARGEST_FRAME);
            Hello own = new Hello(Frame.PROTOCOL, 0, 0, purpose, build);
            Hello hello = connect(channel, place) ? greet(frames, own) : null;
            if (patience.isOver()) {
                throw silent(place, untilHello);
            }
            if (hello != null) {
                conversation = new Conversation(channel, frames, hello);
            }
            return conversation;
        } finally {
            if (conversation == null) {
                channel.close();
            }
        }
    }

    private static NotBegun silent(DaemonPlace place, Duration untilHello) throws IOException {
        return new NotBegun(
                ErrorKind.FAILED,
                "the daemon (process "
                        + InstanceLock.holder(place)
                        + ") takes connections but has said nothing for "
                        + untilHello.toSeconds()
                        + " s: it is suspended or hangs; restart it");
    }

    /// @return whether somebody listens
    private static boolean connect(SocketChannel channel, DaemonPlace place) throws IOException {
        try {
            return channel.connect(UnixDomainSocketAddress.of(place.socket()));
        } catch (ConnectException nobodyListens) {
            return false;
        } catch (ClosedByInterruptException interrupted) {
            throw interrupted;
        } catch (AsynchronousCloseException outOfPatience) {
            return false;
        } catch (SocketException e) {
            if (Files.notExists(place.socket())) {
                return false;
            }
            throw new IOException(
                    "the daemon's socket \"" + place.socket() + "\" cannot be used: " + e, e);
        }
    }

    /// A connection that ends here was in the queue of a daemon that left.
    private static @Nullable Hello greet(FrameChannel frames, Hello own)
            throws IOException, NotBegun {
        Frame first;
        boolean isHeard = write(frames, own);
        try {
            first = frames.read();
        } catch (ClosedByInterruptException | ProtocolViolation e) {
            throw e;
        } catch (IOException left) {
            return null;
        }
        if (first == null) {
            return null;
        }
        if (first instanceof Hello hello) {
            return isHeard ? hello : null;
        }
        if (first instanceof Frame.Error(ErrorKind kind, String sentence)) {
            throw new NotBegun(kind, sentence);
        }
        throw new NotBegun(ErrorKind.PROTOCOL, "the daemon did not begin with a Hello");
    }

    /// @return whether it arrived; a daemon that turns a client away does not wait for its Hello,
    ///   and what it said first is there to be read
    private static boolean write(FrameChannel frames, Hello own) throws IOException {
        try {
            frames.write(own);
            return true;
        } catch (ClosedByInterruptException interrupted) {
            throw interrupted;
        } catch (IOException turnedAway) {
            return false;
        }
    }

    Hello daemon() {
        return daemon;
    }

    boolean isOf(String build) {
        return daemon.protocol() == Frame.PROTOCOL && daemon.build().equals(build);
    }

    /// @return the exit code
    int carryOut(ByteBuffer command, ReplySink sink)
            throws IOException, ReplyLost, CommandFailed, NotBegun {
        if (command.remaining() > daemon.commandBytes()) {
            throw new CommandFailed(
                    "the command has "
                            + command.remaining()
                            + " bytes, the daemon takes at most "
                            + daemon.commandBytes());
        }
        send(new Frame.Command(command));
        while (true) {
            Frame frame = next();
            if (frame instanceof Frame.OutputChunk(Output output, ByteBuffer bytes)) {
                if (output == Output.OUT) {
                    sink.out(bytes);
                } else {
                    sink.err(bytes);
                }
            } else if (frame instanceof Frame.Exit(int code)) {
                return code;
            } else if (frame instanceof Frame.Progress(String text)) {
                sink.progress(text);
            } else {
                fail(frame);
            }
        }
    }

    private void send(Frame.Command command) throws IOException, NotBegun {
        try {
            frames.write(command);
        } catch (ClosedByInterruptException interrupted) {
            throw interrupted;
        } catch (IOException notWhole) {
            throw new NotBegun(ErrorKind.LEAVING, "the daemon left");
        }
    }

    private Frame next() throws IOException, ReplyLost {
        Frame frame;
        try {
            frame = frames.read();
        } catch (ClosedByInterruptException interrupted) {
            throw interrupted;
        } catch (IOException e) {
            throw lost(e.getMessage() == null ? e.toString() : e.getMessage());
        }
        if (frame == null) {
            throw lost("it closed the connection");
        }
        return frame;
    }

    private ReplyLost lost(String why) {
        return new ReplyLost(
                "the daemon (process "
                        + daemon.pid()
                        + ") went before its reply was complete: "
                        + why
                        + "; the next command starts a new one");
    }

    private void fail(Frame frame) throws CommandFailed, NotBegun, ReplyLost {
        if (frame instanceof Frame.Error(ErrorKind kind, String sentence)) {
            if (kind == ErrorKind.FAILED || kind == ErrorKind.PROTOCOL) {
                throw new CommandFailed(sentence);
            }
            throw new NotBegun(kind, sentence);
        }
        throw lost("it sent a frame that does not belong here");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
