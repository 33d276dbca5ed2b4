package dev.tributary.ingestor.lease;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Ends a thread's wait from another thread, and nothing but a wait: an interrupt in the middle of
/// a transaction would abort it.
public final class StopSignal {

    public interface Wait<T> {
        T run() throws InterruptedException;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread waiting;
    private boolean raised;

    /// Runs what [#raise] may interrupt.
    ///
    /// @throws InterruptedException also if the signal was raised before
    public <T> T during(Wait<T> wait) throws InterruptedException {
        enter();
        try {
            return wait.run();
        } finally {
            leave();
        }
    }

    public void raise() {
        lock.lock();
        try {
            raised = true;
            if (waiting != null) {
                waiting.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    public boolean isRaised() {
        lock.lock();
        try {
            return raised;
        } finally {
            lock.unlock();
        }
    }

    private void enter() throws InterruptedException {
        lock.lock();
        try {
            if (raised) {
                throw new InterruptedException();
            }
            waiting = Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            waiting = null;
            // The interrupt may have come after the wait was over; it must not reach what follows.
            Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }
}
