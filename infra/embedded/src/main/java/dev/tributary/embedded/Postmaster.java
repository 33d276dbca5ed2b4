package dev.tributary.embedded;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Keeps a server running on a cluster: one that ends by itself (killed, out of memory) is started
/// again, and Postgres recovers what was committed.
final class Postmaster {

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final long STOP_SECONDS = 60;

    /// The children of a killed server hold its shared memory for a moment, and a new one refuses
    /// to start meanwhile.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// After that many ends in a row, without a minute of running between them, the reason is one
    /// that somebody has to remove: a full disk, say. It is tried again less often.
    private static final int MANY_ENDS = 10;

    private static final Duration LONG_PAUSE = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final Cluster cluster;
    private @Nullable PostgresProcess process;
    private boolean supervised;
    private long startedAt;
    private int ends;

    Postmaster(Cluster cluster) {
        this.cluster = cluster;
    }

    /// Returns at once; the server is not ready yet.
    synchronized void start() throws IOException {
        startedAt = System.nanoTime();
        PostgresProcess started = PostgresProcess.start(cluster);
        process = started;
        Thread.ofVirtual().name("postmaster").start(() -> watch(started));
    }

    synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /// From now on it is started again when it ends. Not before the first start has succeeded: then
    /// the caller gets the reason instead.
    synchronized void supervise() {
        supervised = true;
    }

    private void watch(PostgresProcess started) {
        try {
            started.awaitEnd();
            do {
                Thread.sleep(pauseAfterEnd());
            } while (!startAgain());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Duration pauseAfterEnd() {
        if (!supervised) {
            return Duration.ZERO;
        }
        ends = System.nanoTime() - startedAt > STEADY.toNanos() ? 1 : ends + 1;
        boolean many = ends > MANY_ENDS;
        LOG.atLevel(many ? Level.ERROR : Level.WARN)
                .addKeyValue("count", ends)
                .addKeyValue("log", cluster.log())
                .log("Postgres ended by itself and is started again");
        return many ? LONG_PAUSE : PAUSE;
    }

    /// @return false if it is worth another try
    private synchronized boolean startAgain() {
        if (!supervised) {
            return true;
        }
        try {
            start();
            return true;
        } catch (IOException e) {
            LOG.atError().setCause(e).log("Postgres could not be started again and is tried again");
            return false;
        }
    }

    synchronized void stop() throws IOException {
        supervised = false;
        try {
            if (process != null && !process.stop(STOP_SECONDS)) {
                cluster.stopNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
