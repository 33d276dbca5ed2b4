package dev.tributary.processor.embed;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait after so many failures in a row: doubling, from a quarter of a second to half a
/// minute, half of it by chance, so that several processors do not come back at once.
record Backoff(int failures) {

    static final Backoff NONE = new Backoff(0);

    private static final long FIRST_MILLIS = 250;
    private static final long MOST_MILLIS = 30_000;

    Backoff next() {
        return new Backoff(failures + 1);
    }

    Duration delay(RandomGenerator random) {
        long whole = Math.min(FIRST_MILLIS << Math.min(failures, 10), MOST_MILLIS);
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }
}
