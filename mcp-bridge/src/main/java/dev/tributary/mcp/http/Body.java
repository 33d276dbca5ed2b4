package dev.tributary.mcp.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Invocable;

/// What a request carried. It has to keep coming: who sends it byte by byte would otherwise hold a
/// thread for as long as he likes.
final class Body {

    /// To begin with, and for the network's moods.
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int LEAST_BYTES_A_SECOND = 4_096;

    private static final Duration LONGEST = Duration.ofSeconds(30);

    /// So many times the longest message is read of one that is too long: who is still writing
    /// would otherwise see a broken connection in place of our answer.
    private static final long READ_AWAY = 4;

    enum Fate {
        WHOLE,
        TOO_LONG,
        TOO_SLOW
    }

    private final Fate fate;
    private final ByteArrayOutputStream bytes;

    private Body(Fate fate, ByteArrayOutputStream bytes) {
        this.fate = fate;
        this.bytes = bytes;
    }

    Fate fate() {
        return fate;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /// Blocks until it is there, or will not come.
    ///
    /// @param longest in bytes
    /// @throws IOException if the other side has gone
    static Body read(Content.Source source, int longest) throws IOException, InterruptedException {
        long started = System.nanoTime();
        long received = 0;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (received <= longest * (1 + READ_AWAY)) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                long left = allowed(received).toNanos() - (System.nanoTime() - started);
                if (!awaitMore(source, left)) {
                    return new Body(Fate.TOO_SLOW, bytes);
                }
                continue;
            }
            if (Content.Chunk.isFailure(chunk)) {
                throw new IOException(chunk.getFailure());
            }
            received += chunk.remaining();
            if (received <= longest) {
                bytes.write(BufferUtil.toArray(chunk.getByteBuffer()));
            }
            chunk.release();
            if (chunk.isLast()) {
                break;
            }
        }
        return new Body(received <= longest ? Fate.WHOLE : Fate.TOO_LONG, bytes);
    }

    /// How long it may take until more comes, from the beginning on.
    ///
    /// @param received bytes so far
    static Duration allowed(long received) {
        Duration earned = GRACE.plusMillis(received * 1_000 / LEAST_BYTES_A_SECOND);
        return earned.compareTo(LONGEST) < 0 ? earned : LONGEST;
    }

    private static boolean awaitMore(Content.Source source, long nanos)
            throws InterruptedException {
        Semaphore come = new Semaphore(0);
        source.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, come::release));
        return come.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    }
}
