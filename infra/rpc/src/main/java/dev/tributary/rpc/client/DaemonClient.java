package dev.tributary.rpc.client;

import dev.tributary.rpc.place.DaemonPlace;
import dev.tributary.rpc.place.InstanceLock;
import dev.tributary.rpc.wire.Frame;
import dev.tributary.rpc.wire.Frame.Purpose;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// One daemon, seen from outside. Each call has a connection of its own, so that calls may run side
/// by side and breaking one off cancels it alone.
public final class DaemonClient {

    /// Commands that were cancelled hold their connections for a moment; a queue that is full for
    /// longer is told.
    private static final Duration WHILE_BUSY = Duration.ofSeconds(5);

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(20);

    private final DaemonPlace place;
    private final String build;
    private final Duration tick;

    /// @param build identity of the caller's build; a daemon of another one is replaced
    public DaemonClient(DaemonPlace place, String build) {
        this(place, build, Patience.TICK);
    }

    /// @param tick of the [Patience] with a daemon that is silent
    DaemonClient(DaemonPlace place, String build, Duration tick) {
        this.place = place;
        this.build = build;
        this.tick = tick;
    }

    /// Starts the daemon if none runs, or one of another build.
    ///
    /// @return the command's exit code
    /// @throws IOException of the sink, or if the daemon's files cannot be used
    /// @throws InterruptedException if the calling thread is interrupted, which cancels the command
    public int call(ByteBuffer command, ReplySink sink, DaemonStart start)
            throws IOException, DaemonUnavailable, ReplyLost, CommandFailed, InterruptedException {
        boolean otherBuild = false;
        try (Conversation running = answering()) {
            if (running != null && running.isOf(build)) {
                return running.carryOut(command, sink);
            }
            otherBuild = running != null;
        } catch (NotBegun e) {
            if (!e.isLeaving()) {
                throw new DaemonUnavailable(e.sentence());
            }
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        }
        return callNew(command, sink, starter(start, reason(otherBuild)));
    }

    /// The one more time: what fails now fails.
    private int callNew(ByteBuffer command, ReplySink sink, DaemonStarter starter)
            throws IOException, DaemonUnavailable, ReplyLost, CommandFailed, InterruptedException {
        sink.slow(starter.reason());
        try (Conversation started = starter.start(sink)) {
            return started.carryOut(command, sink);
        } catch (NotBegun e) {
            throw new DaemonUnavailable(e.sentence());
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        }
    }

    /// Asks the running daemon, whatever its build.
    ///
    /// @return empty if none runs
    public OptionalInt callRunning(ByteBuffer command, ReplySink sink)
            throws IOException, ReplyLost, CommandFailed {
        try (Conversation running = Conversation.open(place, build, Purpose.ASK, tick)) {
            if (running == null) {
                return OptionalInt.empty();
            }
            if (running.daemon().protocol() != Frame.PROTOCOL) {
                throw new CommandFailed(
                        "the daemon (process "
                                + running.daemon().pid()
                                + ") is of build \""
                                + running.daemon().build()
                                + "\" and speaks another protocol than this program; stop it, the"
                                + " next command starts a new one");
            }
            return OptionalInt.of(running.carryOut(command, sink));
        } catch (NotBegun e) {
            if (e.isLeaving()) {
                return OptionalInt.empty();
            }
            throw new CommandFailed(e.sentence());
        }
    }

    /// Starts the daemon and waits until it answers; if one of this build runs already, nothing
    /// happens.
    ///
    /// @return why it was started; null if it ran
    public @Nullable Slowness start(DaemonStart start)
            throws IOException, DaemonUnavailable, InterruptedException {
        boolean otherBuild = false;
        try (Conversation running = answering()) {
            if (running != null && running.isOf(build)) {
                return null;
            }
            otherBuild = running != null;
        } catch (NotBegun e) {
            if (!e.isLeaving()) {
                throw new DaemonUnavailable(e.sentence());
            }
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        }
        return start(start, reason(otherBuild));
    }

    /// The same for a caller who has just stopped the last one.
    ///
    /// @return [Slowness#FORCED]
    public Slowness restart(DaemonStart start)
            throws IOException, DaemonUnavailable, InterruptedException {
        return start(start, Slowness.FORCED);
    }

    private Slowness start(DaemonStart start, Slowness reason)
            throws IOException, DaemonUnavailable, InterruptedException {
        DaemonStarter starter = starter(start, reason);
        try (Conversation _ = starter.start(null)) {
            return reason;
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        }
    }

    private DaemonStarter starter(DaemonStart start, Slowness reason) {
        return new DaemonStarter(place, build, tick, start, reason);
    }

    /// @param otherBuild whether a daemon of another build answered and now leaves
    private Slowness reason(boolean otherBuild) throws IOException {
        if (otherBuild) {
            return Slowness.NEW_BUILD;
        }
        return InstanceLock.isAbandoned(place) ? Slowness.RECOVERED : Slowness.FIRST_START;
    }

    /// A daemon that is too busy to begin is asked again for a while: nothing was begun.
    private @Nullable Conversation answering() throws IOException, NotBegun, InterruptedException {
        long end = 0;
        while (true) {
            try {
                return Conversation.open(place, build, Purpose.CALL, tick);
            } catch (NotBegun e) {
                long now = System.nanoTime();
                end = end == 0 ? now + WHILE_BUSY.toNanos() : end;
                if (!e.isBusy() || now > end) {
                    throw e;
                }
                Thread.sleep(BETWEEN_ATTEMPTS);
            }
        }
    }

    private static InterruptedException interrupted(ClosedByInterruptException cause) {
        Thread.interrupted();
        InterruptedException interrupted = new InterruptedException("the call was interrupted");
        interrupted.initCause(cause);
        return interrupted;
    }
}
