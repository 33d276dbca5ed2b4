package dev.tributary.mcp.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The requests of one session that run now, each on a thread of its own. Cancelling one interrupts
/// its thread, which stops the question wherever it runs.
public final class Calls {

    private final Map<Object, Call> running = new ConcurrentHashMap<>();

    /// One request that runs.
    public final class Call implements AutoCloseable {
        private final Object id;
        private final Thread thread;
        private boolean isOver;
        private boolean isCancelled;

        private Call(Object id, Thread thread) {
            this.id = id;
            this.thread = thread;
        }

        /// Nothing happens if it is over.
        public synchronized void cancel() {
            if (!isOver) {
                isCancelled = true;
                thread.interrupt();
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

    /// A request that the current thread carries out until the call is closed.
    public Call begin(Object id) {
        Call call = new Call(id, Thread.currentThread());
        running.put(id, call);
        return call;
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
