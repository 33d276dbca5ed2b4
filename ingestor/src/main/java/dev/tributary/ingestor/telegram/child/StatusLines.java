package dev.tributary.ingestor.telegram.child;

import dev.tributary.ingestor.source.AccountStatus;
import dev.tributary.ingestor.status.IngestorStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The accounts' status as lines of JSON, one at the start and one whenever it has changed.
final class StatusLines implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(250);

    private final Supplier<List<AccountStatus>> accounts;
    private final PrintWriter out;
    private final CountDownLatch over = new CountDownLatch(1);
    private String said = "";

    private StatusLines(Supplier<List<AccountStatus>> accounts, PrintWriter out) {
        this.accounts = accounts;
        this.out = out;
    }

    static StatusLines start(Supplier<List<AccountStatus>> accounts, PrintWriter out) {
        StatusLines lines = new StatusLines(accounts, out);
        Thread.ofVirtual().name("status").start(lines::run);
        return lines;
    }

    private void run() {
        try {
            do {
                tell();
            } while (!over.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// If it is news.
    synchronized void tell() {
        if (over.getCount() == 0) {
            return;
        }
        String now = IngestorStatus.json(accounts.get()).toString();
        if (!now.equals(said)) {
            said = now;
            out.println(now);
            out.flush();
        }
    }

    /// What comes of the accounts afterwards is the end of the process, which is not theirs.
    @Override
    public synchronized void close() {
        over.countDown();
    }
}
