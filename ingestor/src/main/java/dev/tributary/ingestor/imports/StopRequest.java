package dev.tributary.ingestor.imports;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Asks a run to end at the next message and waits until it has committed. A [#untilShutdown] one
/// is asked by SIGTERM or Ctrl-C.
final class StopRequest implements AutoCloseable {

    private static final long LONGEST_DRAIN_SECONDS = 20;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /// Waits for the run's end in the shutdown of the process, until it is closed.
    static StopRequest untilShutdown() {
        StopRequest stop = new StopRequest();
        Runtime.getRuntime().addShutdownHook(new Thread(stop::requestAndWait, "import-drain"));
        return stop;
    }

    void request() {
        requested.countDown();
    }

    boolean isRequested() {
        return requested.getCount() == 0;
    }

    /// Waits so long, or until the request comes.
    ///
    /// @return whether it came
    boolean isRequestedWithin(Duration wait) throws InterruptedException {
        return requested.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// The run has ended.
    @Override
    public void close() {
        ended.countDown();
    }

    private void requestAndWait() {
        request();
        try {
            boolean _ = ended.await(LONGEST_DRAIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
