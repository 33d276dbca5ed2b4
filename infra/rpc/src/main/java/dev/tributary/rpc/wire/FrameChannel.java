package dev.tributary.rpc.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Frames over a connection. One thread reads; any may write, one frame after another.
public final class FrameChannel {

    /// What a frame holds besides a command: a kind, numbers.
    public static final int SLACK = 1024;

    private static final int FIRST_BUFFER = 8 * 1024;

    /// The JDK copies through a native buffer of the piece's size and keeps that for its thread.
    private static final int PIECE = 64 * 1024;

    private final ByteChannel channel;
    private final int maximum;
    private final ReentrantLock writing = new ReentrantLock();
    private ByteBuffer received = ByteBuffer.allocate(FIRST_BUFFER).flip();

    /// @param maximum body of a received frame, in bytes
    public FrameChannel(ByteChannel channel, int maximum) {
        this.channel = channel;
        this.maximum = maximum;
    }

    /// Returns when the frame is on its way: blocks while the reader is slow.
    ///
    /// @throws ClosedByInterruptException if the thread is interrupted; the connection is closed
    public void write(Frame frame) throws IOException {
        ByteBuffer bytes = FrameCodec.encode(frame);
        try {
            writing.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            channel.close();
            throw new ClosedByInterruptException();
        }
        writeLocked(bytes);
    }

    /// The same unless another thread is writing: what that one sends does as well.
    public void writeIfSilent(Frame frame) throws IOException {
        ByteBuffer bytes = FrameCodec.encode(frame);
        if (writing.tryLock()) {
            writeLocked(bytes);
        }
    }

    private void writeLocked(ByteBuffer bytes) throws IOException {
        try {
            int end = bytes.limit();
            while (bytes.position() < end) {
                bytes.limit(Math.min(end, bytes.position() + PIECE));
                channel.write(bytes);
            }
        } finally {
            writing.unlock();
        }
    }

    /// @return null if the other side has closed, after a whole frame or before the first; the
    ///   bytes of an output frame are valid until the next call
    public @Nullable Frame read() throws IOException {
        if (!fill(FrameCodec.HEADER)) {
            if (received.hasRemaining()) {
                throw cutShort();
            }
            return null;
        }
        int length = received.getInt(received.position());
        if (length < 0 || length > maximum) {
            throw new ProtocolViolation(
                    "a frame claims "
                            + Integer.toUnsignedString(length)
                            + " bytes, at most "
                            + maximum
                            + " are allowed");
        }
        if (!fill(FrameCodec.HEADER + length)) {
            throw cutShort();
        }
        byte type = received.get(received.position() + 4);
        ByteBuffer body = received.slice(received.position() + FrameCodec.HEADER, length);
        received.position(received.position() + FrameCodec.HEADER + length);
        return FrameCodec.decode(type, body);
    }

    private static ProtocolViolation cutShort() {
        return new ProtocolViolation("the connection ended in the middle of a frame");
    }

    /// The buffer grows with what has come, not with what a header claims.
    private boolean fill(int bytes) throws IOException {
        while (received.remaining() < bytes) {
            makeRoom(bytes);
            int end = received.limit();
            received.limit(Math.min(received.capacity(), end + PIECE));
            int start = received.position();
            received.position(end);
            int count = channel.read(received);
            received.limit(received.position()).position(start);
            if (count < 0) {
                return false;
            }
        }
        return true;
    }

    private void makeRoom(int bytes) {
        if (!received.hasRemaining()) {
            received.clear().flip();
        }
        if (received.limit() < received.capacity()) {
            return;
        }
        if (received.position() > 0) {
            received.compact().flip();
        } else {
            long doubled = Math.min(2L * received.capacity(), bytes);
            received = ByteBuffer.allocate((int) doubled).put(received).flip();
        }
    }
}
