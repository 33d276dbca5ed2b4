package dev.tributary.ingestor.lease;

import dev.tributary.ingestor.lease.StopSignal.Wait;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The time during which one ingestor may read an account. It is over when Kafka takes the account
/// back, and also when Kafka was not heard for so long that it may have given it to another.
///
/// The account's thread calls [#during] and at last [#leave]; the lease's thread the others.
public final class Tenure {

    private final LongSupplier nanos;
    private final StopSignal end = new StopSignal();
    private final CountDownLatch left = new CountDownLatch(1);
    private volatile long validUntil;

    /// @param validUntil on the clock of `nanos`
    Tenure(LongSupplier nanos, long validUntil) {
        this.nanos = nanos;
        this.validUntil = validUntil;
    }

    /// Waits for what only the reader of the account may wait for.
    ///
    /// @throws InterruptedException if the tenure is over, or ends meanwhile
    public <T> T during(Wait<T> wait) throws InterruptedException {
        if (isOver()) {
            throw new InterruptedException();
        }
        return end.during(wait);
    }

    public boolean isOver() {
        return end.isRaised() || nanos.getAsLong() - validUntil > 0;
    }

    /// The account's thread reads and writes no more: the next one may begin.
    public void leave() {
        left.countDown();
    }

    /// Zero once it has run out.
    Duration left() {
        return Duration.ofNanos(Math.max(0, validUntil - nanos.getAsLong()));
    }

    void renew(long until) {
        validUntil = until;
    }

    /// @return whether the account's thread has left in time
    boolean end(Duration patience) {
        end.raise();
        try {
            return left.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
