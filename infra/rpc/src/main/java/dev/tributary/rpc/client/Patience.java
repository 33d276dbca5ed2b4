package dev.tributary.rpc.client;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// Ends a connection on which nothing has come for too long. The system takes connections and bytes
/// in the name of a daemon that is suspended or hangs, and a socket of this kind knows no timeout.
final class Patience implements Runnable, AutoCloseable {

    private final SocketChannel channel;
    private final Duration limit;
    private boolean isOver;
    private boolean isClosed;

    private Patience(SocketChannel channel, Duration limit) {
        this.channel = channel;
        this.limit = limit;
    }

    /// Until it is closed.
    static Patience with(SocketChannel channel, Duration limit) {
        Patience patience = new Patience(channel, limit);
        Thread thread = new Thread(patience, "patience");
        thread.setDaemon(true);
        thread.start();
        return patience;
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
        long end = System.nanoTime() + limit.toNanos();
        long left = limit.toMillis();
        while (!isClosed && left > 0) {
            wait(left);
            left = (end - System.nanoTime() + 999_999) / 1_000_000;
        }
        isOver = !isClosed;
        return isOver;
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
