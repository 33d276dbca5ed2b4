package dev.tributary.processor.store;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt: twice as long each time, up to a ceiling, shortened at
/// random so that several programs do not come back at once.
record Backoff(Duration first, Duration longest) {

    static final Backoff POSTGRES = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

    /// @param attempt 1 for the first that failed
    Duration after(int attempt, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(attempt - 1, 30);
        long ceiling = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(ceiling / 2 + random.nextLong(ceiling / 2 + 1));
    }
}
