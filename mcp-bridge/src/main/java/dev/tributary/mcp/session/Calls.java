package dev.tributary.mcp.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The requests of one session that run now, each on a thread of its own. Cancelling one interrupts
/// its thread, which stops the question wherever it runs.
public final class Calls {

    private final Map<Object, Call> running = new ConcurrentHashMap<>();

    /// One request that runs.
    public final class Call implements AutoCloseable {
        private final Object id;
        private @Nullable Thread thread;
        private boolean isOver;
        private boolean isCancelled;

        private Call(Object id) {
            this.id = id;
        }

        /// The current thread carries it out from now on, until it is closed.
        public synchronized Call begin() {
            thread = Thread.currentThread();
            if (isCancelled) {
                thread.interrupt();
            }
            return this;
        }

        /// Nothing happens if it is over.
        public synchronized void cancel() {
            if (!isOver) {
                isCancelled = true;
                if (thread != null) {
                    thread.interrupt();
                }
            }
        }

        /// Whether its answer is not wanted any more.
        public synchronized boolean isCancelled() {
            return isCancelled;
        }

        /// On the thread that began; takes the interrupt of a cancellation with it.
        public synchronized void end() {
            isOver = true;
            running.remove(id, this);
            if (isCancelled) {
                boolean _ = Thread.interrupted();
            }
        }

        @Override
        public void close() {
            end();
        }
    }

    /// A request that a thread will carry out; it can be cancelled from now on.
    public Call accept(Object id) {
        Call call = new Call(id);
        running.put(id, call);
        return call;
    }

    /// A request that the current thread carries out until the call is closed.
    public Call begin(Object id) {
        return accept(id).begin();
    }

    public void cancel(Object id) {
        Call call = running.get(id);
        if (call != null) {
            call.cancel();
        }
    }

    public void cancelAll() {
        running.values().forEach(Call::cancel);
    }

    public int size() {
        return running.size();
    }
}
