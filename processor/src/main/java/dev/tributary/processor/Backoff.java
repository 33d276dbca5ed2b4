package dev.tributary.processor;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long a stage waits after so many failures in a row: twice as long each time, from a tenth of
/// a second to ten seconds, half of it by chance, so that several processors do not come back at
/// once.
public record Backoff(int failures) {

    public static final Backoff NONE = new Backoff(0);

    private static final long FIRST_MILLIS = 100;
    private static final long MOST_MILLIS = 10_000;

    public Backoff next() {
        return new Backoff(failures + 1);
    }

    /// The wait before the next attempt, where the last one was the first after that many failures.
    public Duration delay(RandomGenerator random) {
        long whole = Math.min(FIRST_MILLIS << Math.min(failures, 10), MOST_MILLIS);
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }
}
