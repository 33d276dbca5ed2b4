package dev.tributary.ingestor.telegram;

import dev.tributary.ingestor.telegram.Arrival.Lost;
import dev.tributary.ingestor.telegram.Arrival.Pushed;
import dev.tributary.ingestor.telegram.tdlib.TdUpdate;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// From TDLib's thread, which must never wait, to the reader's. TDLib cannot be slowed down: while
/// the log does not take anything, updates beyond a number are dropped, and a [Lost] stands in
/// their place.
final class Mailbox {

    private final int mostUpdates;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final AtomicInteger updates = new AtomicInteger();
    private final AtomicLong lost = new AtomicLong();

    Mailbox(int mostUpdates) {
        this.mostUpdates = mostUpdates;
    }

    /// From one thread alone.
    void push(TdUpdate update) {
        if (updates.get() >= mostUpdates) {
            lost.incrementAndGet();
            return;
        }
        Lost before = takeLost();
        if (before != null) {
            put(before);
        }
        updates.incrementAndGet();
        put(new Pushed(update));
    }

    /// An answer: somebody asked for it, so there are never many.
    void put(Arrival arrival) {
        arrivals.add(arrival);
    }

    /// @param most how long to wait for it; zero: not at all
    @Nullable Arrival take(Duration most) throws InterruptedException {
        Arrival arrival =
                most.isZero() || most.isNegative()
                        ? arrivals.poll()
                        : arrivals.poll(most.toNanos(), TimeUnit.NANOSECONDS);
        if (arrival instanceof Pushed) {
            updates.decrementAndGet();
        }
        return arrival == null ? takeLost() : arrival;
    }

    private @Nullable Lost takeLost() {
        long count = lost.getAndSet(0);
        return count == 0 ? null : new Lost(count);
    }
}
