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
    private final Patience patience;
    private final FrameChannel frames;
    private final Hello daemon;

    private Conversation(
            SocketChannel channel, Patience patience, FrameChannel frames, Hello daemon) {
        this.channel = channel;
        this.patience = patience;
        this.frames = frames;
        this.daemon = daemon;
    }

    /// @param tick of the [Patience] with a daemon that is silent
    /// @return null if nobody answers
    static @Nullable Conversation open(
            DaemonPlace place, String build, Purpose purpose, Duration tick)
            throws IOException, NotBegun {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        Patience patience = Patience.with(channel, tick);
        Conversation conversation = null;
        try {
            FrameChannel frames = new FrameChannel(channel, LARGEST_FRAME);
            Hello own = new Hello(Frame.PROTOCOL, 0, 0, purpose, build);
            Hello hello = connect(channel, place) ? greet(frames, own) : null;
            patience.heard();
            if (patience.isOver()) {
                throw silent(InstanceLock.holder(place), patience);
            }
            if (hello != null) {
                conversation = new Conversation(channel, patience, frames, hello);
            }
            return conversation;
        } finally {
            if (conversation == null) {
                patience.close();
                channel.close();
            }
        }
    }

    private static NotBegun silent(long pid, Patience patience) {
        return new NotBegun(
                ErrorKind.FAILED,
                "the daemon (process "
                        + pid
                        + ") takes connections but has said nothing for "
                        + patience.seconds()
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
            } else if (!(frame instanceof Frame.Alive)) {
                fail(frame);
            }
        }
    }

    private void send(Frame.Command command) throws IOException, NotBegun {
        patience.await(Patience.TICKS_TO_HELLO);
        try {
            frames.write(command);
        } catch (ClosedByInterruptException interrupted) {
            throw interrupted;
        } catch (IOException notWhole) {
            if (patience.isOver()) {
                throw silent(daemon.pid(), patience);
            }
            throw new NotBegun(ErrorKind.LEAVING, "the daemon left");
        }
    }

    private Frame next() throws IOException, ReplyLost {
        Frame frame;
        patience.await(Patience.TICKS_TO_FRAME);
        try {
            frame = frames.read();
        } catch (ClosedByInterruptException interrupted) {
            throw interrupted;
        } catch (IOException e) {
            if (patience.isOver()) {
                throw fellSilent();
            }
            throw lost(e.getMessage() == null ? e.toString() : e.getMessage());
        }
        patience.heard();
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

    private ReplyLost fellSilent() {
        return new ReplyLost(
                "the daemon (process "
                        + daemon.pid()
                        + ") has said nothing for "
                        + patience.seconds()
                        + " s, not even that it lives: it is suspended or hangs, and its reply is"
                        + " lost; restart it");
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
        patience.close();
        channel.close();
    }
}
