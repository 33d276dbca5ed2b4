package dev.tributary.rpc.client;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.tributary.rpc.place.DaemonPlace;
import dev.tributary.rpc.place.InstanceLock;
import dev.tributary.rpc.wire.Frame.Purpose;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Gets a daemon to answer that does not yet. Of many clients that want the same one, one starts it
/// and the others wait.
final class DaemonStarter {

    private static final Duration BETWEEN = Duration.ofMillis(5);
    private static final Duration PEOPLE_WAIT = Duration.ofSeconds(1);

    /// The lock on the start file is this process's, not this thread's.
    private static final ReentrantLock THREADS = new ReentrantLock(true);

    private final DaemonPlace place;
    private final String build;
    private final Duration tick;
    private final DaemonStart start;
    private final Slowness reason;
    private final long began = System.nanoTime();
    private long waitingSince = began;
    private boolean told;

    DaemonStarter(
            DaemonPlace place, String build, Duration tick, DaemonStart start, Slowness reason) {
        this.place = place;
        this.build = build;
        this.tick = tick;
        this.start = start;
        this.reason = reason;
    }

    Slowness reason() {
        return reason;
    }

    /// @param sink is told what is waited for, after a second
    Conversation start(@Nullable ReplySink sink)
            throws IOException, DaemonUnavailable, InterruptedException {
        if (!THREADS.tryLock(start.deadline().toNanos(), TimeUnit.NANOSECONDS)) {
            throw late();
        }
        try (FileChannel file = FileChannel.open(place.startFile(), CREATE, WRITE);
                FileLock _ = lock(file, sink)) {
            return answered(sink);
        } finally {
            THREADS.unlock();
        }
    }

    private FileLock lock(FileChannel file, @Nullable ReplySink sink)
            throws IOException, DaemonUnavailable, InterruptedException {
        while (true) {
            FileLock lock = file.tryLock();
            if (lock != null) {
                return lock;
            }
            waitOn(sink, "waiting for the daemon, which another program starts");
        }
    }

    private Conversation answered(@Nullable ReplySink sink)
            throws IOException, DaemonUnavailable, InterruptedException {
        ChildProcess child = null;
        while (true) {
            Conversation conversation = connect();
            if (conversation != null && conversation.isOf(build)) {
                return conversation;
            }
            if (conversation != null) {
                conversation.close();
                if (child != null) {
                    throw otherBuild(conversation);
                }
            }
            if (child == null) {
                child = startUnlessHeld();
            } else if (child.hasEnded() && !InstanceLock.isHeld(place)) {
                throw new DaemonUnavailable(child.ending());
            }
            String what = child == null ? "the running daemon to finish its work" : "the daemon";
            waitOn(sink, "waiting for " + what, child);
        }
    }

    private @Nullable ChildProcess startUnlessHeld() throws IOException, DaemonUnavailable {
        if (InstanceLock.isHeld(place)) {
            return null;
        }
        ChildProcess child = ChildProcess.start(start);
        waitingSince = System.nanoTime();
        return child;
    }

    /// Cheap as long as nobody listens: the daemon that starts needs the processor.
    private @Nullable Conversation connect() throws IOException, DaemonUnavailable {
        if (Files.notExists(place.socket())) {
            return null;
        }
        try {
            return Conversation.open(place, build, Purpose.CALL, tick);
        } catch (NotBegun e) {
            if (e.isLeaving()) {
                return null;
            }
            throw new DaemonUnavailable(e.sentence());
        }
    }

    private void waitOn(@Nullable ReplySink sink, String what)
            throws IOException, DaemonUnavailable, InterruptedException {
        waitOn(sink, what, null);
    }

    private void waitOn(@Nullable ReplySink sink, String what, @Nullable ChildProcess child)
            throws IOException, DaemonUnavailable, InterruptedException {
        long now = System.nanoTime();
        if (now - waitingSince > start.deadline().toNanos()) {
            throw child == null ? late() : new DaemonUnavailable(child.giveUp(start.deadline()));
        }
        if (sink != null && !told && now - began > PEOPLE_WAIT.toNanos()) {
            told = true;
            sink.progress(what);
        }
        Thread.sleep(BETWEEN);
    }

    private DaemonUnavailable late() throws IOException {
        long pid = InstanceLock.holder(place);
        return new DaemonUnavailable(
                "no daemon answered within "
                        + start.deadline().toSeconds()
                        + " s"
                        + (pid == 0
                                ? ", and another program is starting it"
                                : ": process "
                                        + pid
                                        + " is the daemon and does not answer or still works")
                        + "; see \""
                        + start.log()
                        + "\", or stop it and try again");
    }

    private DaemonUnavailable otherBuild(Conversation conversation) {
        return new DaemonUnavailable(
                "the daemon that was started is of build \""
                        + conversation.daemon().build()
                        + "\", this program of build \""
                        + build
                        + "\": are program and daemon from one build? The daemon's command is "
                        + start.command());
    }
}
