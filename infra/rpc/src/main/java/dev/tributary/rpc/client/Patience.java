package dev.tributary.rpc.client;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// Ends a connection on which nothing has come for too long. The system takes connections and bytes
/// in the name of a daemon that is suspended or hangs, and a socket of this kind knows no timeout.
/// It counts ticks and not the time: one that was suspended itself, by Ctrl+Z, finds on its return
/// what was sent meanwhile.
final class Patience implements Runnable, AutoCloseable {

    static final Duration TICK = Duration.ofSeconds(1);

    /// A daemon says Hello at once.
    static final int TICKS_TO_HELLO = 10;

    /// A daemon at work says every 5 s that it lives. To give up costs more now: whether the
    /// command was carried out is not known then.
    static final int TICKS_TO_FRAME = 30;

    private static final int UNCOUNTED = -1;

    private final SocketChannel channel;
    private final Duration tick;
    private int limit = TICKS_TO_HELLO;
    private int left = limit;
    private boolean isOver;
    private boolean isClosed;

    private Patience(SocketChannel channel, Duration tick) {
        this.channel = channel;
        this.tick = tick;
    }

    /// Counts from now on, until a Hello is heard.
    static Patience with(SocketChannel channel, Duration tick) {
        Patience patience = new Patience(channel, tick);
        Thread thread = new Thread(patience, "patience");
        thread.setDaemon(true);
        thread.start();
        return patience;
    }

    /// Counts from now on.
    synchronized void await(int ticks) {
        limit = ticks;
        left = ticks;
    }

    /// @return what is given to the daemon at the moment
    synchronized long seconds() {
        return tick.multipliedBy(limit).toSeconds();
    }

    /// Counts no longer: the daemon has spoken, and what is done with it may take its time.
    synchronized void heard() {
        left = UNCOUNTED;
    }

    @Override
    public void run() {
        try {
            if (lose()) {
                channel.close();
            }
        } catch (IOException | InterruptedException e) {
            // The connection is closed already, or the program ends.
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean lose() throws InterruptedException {
        while (!isClosed && left != 0) {
            awaitTick();
            if (left > 0) {
                left--;
            }
        }
        isOver = !isClosed;
        return isOver;
    }

    private void awaitTick() throws InterruptedException {
        long end = System.nanoTime() + tick.toNanos();
        long millis = tick.toMillis();
        while (!isClosed && millis > 0) {
            wait(millis);
            millis = (end - System.nanoTime() + 999_999) / 1_000_000;
        }
    }

    synchronized boolean isOver() {
        return isOver;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        notifyAll();
    }
}
