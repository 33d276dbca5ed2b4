package dev.tributary.simulator.telegram.mtproto;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// A client's connection: whoever has a frame for it queues it, one thread writes.
final class Connection implements Session.Line, AutoCloseable {

    private final FrameChannel channel;
    private final long number;
    private final BlockingQueue<byte[]> outgoing = new LinkedBlockingQueue<>();
    private final Thread writer;
    private volatile boolean isClosed;

    private Connection(FrameChannel channel, long number) {
        this.channel = channel;
        this.number = number;
        this.writer = Thread.ofVirtual().name("telegram-writer").unstarted(this::write);
    }

    /// @param number larger than those of earlier connections
    static Connection open(FrameChannel channel, long number) {
        Connection connection = new Connection(channel, number);
        connection.writer.start();
        return connection;
    }

    int dataCenter() {
        return channel.dataCenter();
    }

    byte[] read() throws IOException {
        return channel.read();
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public boolean isClosed() {
        return isClosed;
    }

    @Override
    public void send(byte[] frame) {
        if (!isClosed) {
            outgoing.add(frame);
        }
    }

    private void write() {
        try {
            while (true) {
                channel.write(outgoing.take());
            }
        } catch (IOException | InterruptedException e) {
            close();
        }
    }

    @Override
    public void close() {
        isClosed = true;
        writer.interrupt();
        try {
            channel.close();
        } catch (IOException e) {
            // It was closed by the other side, which is what we want.
        }
    }
}
