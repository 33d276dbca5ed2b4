package dev.tributary.ingestor.vkteams;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// A token bucket: so many requests a second, and no more than a second's worth at once. Chat
/// look-ups leave one for the poll, so that they never hold it up.
///
/// The clock decides, the thread only sleeps: the decision is testable without waiting.
final class RequestBudget {

    private final double perSecond;
    private final double capacity;
    private final Clock clock;
    private double tokens;
    private Instant refilled;

    RequestBudget(int perSecond, Clock clock) {
        this.perSecond = perSecond;
        this.capacity = Math.max(2, perSecond);
        this.clock = clock;
        this.tokens = capacity;
        this.refilled = clock.instant();
    }

    void awaitTurn() throws InterruptedException {
        await(0);
    }

    void awaitSpareTurn() throws InterruptedException {
        await(1);
    }

    private void await(int reserve) throws InterruptedException {
        for (Duration wait = take(reserve); !wait.isZero(); wait = take(reserve)) {
            Thread.sleep(wait);
        }
    }

    /// Takes a token, or says how long there will be none.
    ///
    /// @param reserve how many must be left for others
    synchronized Duration take(int reserve) {
        Instant now = clock.instant();
        double seconds = Duration.between(refilled, now).toNanos() / 1e9;
        tokens = Math.min(capacity, tokens + Math.max(0, seconds) * perSecond);
        refilled = now;
        double missing = 1 + reserve - tokens;
        if (missing > 0) {
            return Duration.ofNanos((long) Math.ceil(missing / perSecond * 1e9) + 1);
        }
        tokens -= 1;
        return Duration.ZERO;
    }
}
