package dev.tributary.program;

import java.util.concurrent.CountDownLatch;

/// SIGTERM and Ctrl+C, for a program that runs until then and closes its parts in order. Make it
/// before the parts, in the same try: the JVM ends when its shutdown hooks have, so the hook waits
/// until this is closed, after the parts.
public final class Termination implements AutoCloseable {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private Termination() {}

    public static Termination hook() {
        Termination termination = new Termination();
        Runtime.getRuntime().addShutdownHook(new Thread(termination::stop, "stop"));
        return termination;
    }

    /// Returns when the process is asked to end.
    public void await() throws InterruptedException {
        asked.await();
    }

    private void stop() {
        asked.countDown();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
