package dev.tributary.rpc.daemon;

import dev.tributary.rpc.daemon.Tally.Ending;
import dev.tributary.rpc.wire.Frame;
import dev.tributary.rpc.wire.Frame.ErrorKind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One command on its thread. It ends once: by its handler, or cut off from outside, after which
/// the handler's thread is left to itself.
final class CommandRun {

    private static final Logger LOG = LoggerFactory.getLogger(CommandRun.class);

    /// The caller's end of the line.
    interface Line extends FrameReply.Outlet {
        void hangUp();
    }

    private final Handler handler;
    private final ByteBuffer command;
    private final Line line;
    private final Turn turn;
    private final Tally tally;
    private final long arrived = System.nanoTime();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean cancelled;

    CommandRun(Handler handler, ByteBuffer command, Line line, Turn turn, Tally tally) {
        this.handler = handler;
        this.command = command;
        this.line = line;
        this.turn = turn;
        this.tally = tally;
        // The JDK's own errors (a full stack, no memory) end the thread and the command with it.
        this.thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("command")
                        .uncaughtExceptionHandler((_, failure) -> broke(failure))
                        .unstarted(this::run);
    }

    void begin() {
        thread.start();
    }

    private void run() {
        try {
            if (!turn.take()) {
                return;
            }
            int code = handler.handle(command, new FrameReply(this::send, turn::follow));
            end(cancelled ? Ending.CANCELLED : Ending.ANSWERED, new Frame.Exit(code));
        } catch (Exception e) {
            broke(e);
        }
    }

    private void send(Frame frame) throws IOException {
        turn.beginWrite();
        try {
            line.send(frame);
        } catch (IOException callerLeft) {
            cancelled = true;
            throw callerLeft;
        } finally {
            turn.endWrite();
        }
        try {
            turn.takeBack();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a turn");
        }
    }

    /// To be called now and then, so that a reader who pauses keeps nobody waiting.
    void lendTurn(Duration patience) {
        turn.lend(patience);
    }

    boolean isFollowing() {
        return turn.isFollowing();
    }

    private void broke(Throwable failure) {
        if (cancelled) {
            end(Ending.CANCELLED, null);
        } else {
            end(Ending.FAILED, new Frame.Error(ErrorKind.FAILED, Failure.survived(failure)));
        }
    }

    /// Interrupts the handler; it may still end well.
    void cancel() {
        cancelled = true;
        thread.interrupt();
    }

    /// Waits for the end, and brings it about when the time is over.
    void endWithin(Duration grace) throws InterruptedException {
        if (!awaitEnd(grace) && end(Ending.CUT_OFF, null)) {
            LOG.atWarn()
                    .addKeyValue("durationMs", (System.nanoTime() - arrived) / 1_000_000)
                    .log("A cancelled command did not end and was cut off");
        }
    }

    /// @return whether it has ended
    boolean awaitEnd(Duration limit) throws InterruptedException {
        return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Not before it is counted.
    synchronized boolean isSettled() {
        return turn.isOver();
    }

    /// Counted before the caller hears of it, so that what it asks next includes this command.
    private boolean end(Ending ending, @Nullable Frame last) {
        synchronized (this) {
            if (!turn.end()) {
                return false;
            }
            count(ending);
        }
        try {
            if (last != null) {
                line.send(last);
            }
        } catch (IOException callerLeft) {
            cancelled = true;
        } finally {
            line.hangUp();
            ended.countDown();
        }
        return true;
    }

    /// How long somebody followed says nothing of how fast commands are.
    private void count(Ending ending) {
        if (isFollowing()) {
            tally.count(ending);
        } else {
            tally.count(ending, System.nanoTime() - arrived);
        }
    }
}
