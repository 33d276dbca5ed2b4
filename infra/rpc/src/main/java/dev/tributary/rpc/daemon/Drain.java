package dev.tributary.rpc.daemon;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of a daemon's work: what runs may finish, what follows or takes too long is cancelled,
/// and who has said Hello but not yet sent its command learns that it has to look for the next
/// daemon.
final class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    /// Short, since whoever stops a daemon loses patience after 10 s.
    private static final Duration LAST_MOMENT = Duration.ofSeconds(1);

    private static final Duration BETWEEN = Duration.ofMillis(5);

    private final Sessions sessions;
    private final DaemonLimits limits;
    private boolean done;

    Drain(Sessions sessions, DaemonLimits limits) {
        this.sessions = sessions;
        this.limits = limits;
    }

    synchronized void run() throws InterruptedException {
        if (done) {
            return;
        }
        List<CommandRun> running = sessions.closing();
        running.stream().filter(CommandRun::isFollowing).forEach(CommandRun::cancel);
        await(limits.drain(), running);
        int cancelled = 0;
        for (CommandRun run : running) {
            if (!run.isSettled()) {
                cancelled++;
            }
            run.cancel();
        }
        if (cancelled > 0) {
            LOG.atWarn().addKeyValue("count", cancelled).log("Commands were cancelled to leave");
        }
        Duration grace = limits.grace();
        Duration last = grace.compareTo(LAST_MOMENT) < 0 ? grace : LAST_MOMENT;
        long end = System.nanoTime() + last.toNanos();
        for (CommandRun run : running) {
            run.endWithin(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
        hangUp();
        done = true;
    }

    private static void await(Duration limit, List<CommandRun> runs) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        for (CommandRun run : runs) {
            if (!run.awaitEnd(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                return;
            }
        }
    }

    private void hangUp() throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMillis(300).toNanos();
        while (!sessions.open().isEmpty() && System.nanoTime() < end) {
            Thread.sleep(BETWEEN);
        }
        for (Session session : sessions.open()) {
            session.hangUp();
        }
    }
}
