package dev.tributary.program;

import ch.qos.logback.classic.LoggerContext;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/// SIGTERM and Ctrl+C, for a program that runs until then and closes its parts in order. Make it
/// before the parts, in the same try, and leave the try by `return termination.end(code)`: once
/// this is closed, after the parts, the process ends with that code. Without a code it ends as the
/// JVM ends by a signal, with 128 and the signal's number.
///
/// The JVM decides the exit code of a signal before it runs its shutdown hooks, and `System.exit`
/// waits for them in vain; so it is halted, when the parts are closed and all output is out.
public final class Termination implements AutoCloseable {

    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop");
    private volatile boolean isAsked;
    private volatile OptionalInt exitCode = OptionalInt.empty();

    /// What runs until it is closed or ends by itself.
    @FunctionalInterface
    public interface Work {
        /// Returns when it has ended by itself.
        void awaitEnd() throws InterruptedException;
    }

    private Termination() {}

    public static Termination hook() {
        Termination termination = new Termination();
        Runtime.getRuntime().addShutdownHook(termination.hook);
        return termination;
    }

    /// Returns when the process is asked to end.
    public void await() throws InterruptedException {
        over.await();
    }

    /// Returns when the process is asked to end, or the work has ended before.
    ///
    /// @return whether the process was asked
    public boolean await(Work work) throws InterruptedException {
        Thread.ofVirtual()
                .name("end-of-work")
                .start(() -> {
                    try {
                        work.awaitEnd();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        over.countDown();
                    }
                });
        over.await();
        return isAsked;
    }

    /// Says with which code the process ends if it was asked to.
    ///
    /// @return the code
    public int end(int code) {
        exitCode = OptionalInt.of(code);
        return code;
    }

    private void stop() {
        isAsked = true;
        over.countDown();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exitCode.ifPresent(code -> {
            flush();
            Runtime.getRuntime().halt(code);
        });
    }

    private static void flush() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs) {
            logs.stop();
        }
        System.out.flush();
        System.err.flush();
    }

    @Override
    public void close() {
        closed.countDown();
        if (!isAsked) {
            forget();
        }
    }

    private void forget() {
        try {
            boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Asked in this moment: the hook runs, and finds the parts closed.
        }
    }
}
