package dev.tributary.ingestor.source;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait after a failure: twice as long each time, up to a minute, and half of it by
/// chance, so that accounts which failed together do not come back together.
public final class Backoff {

    static final Duration FIRST = Duration.ofMillis(500);
    static final Duration LONGEST = Duration.ofSeconds(60);

    /// A service that asks for more than this is asked again all the same.
    static final Duration MOST_OBEYED = Duration.ofHours(1);

    private final RandomGenerator random;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// @param failures how often it failed before, without a success in between
    /// @param least what the service asked for
    public Duration after(int failures, Duration least) {
        long ceiling =
                Math.min(
                        LONGEST.toMillis(),
                        FIRST.toMillis() << Math.min(Math.max(failures, 0), 16));
        Duration chosen = Duration.ofMillis(ceiling / 2 + random.nextLong(ceiling / 2 + 1));
        Duration obeyed = least.compareTo(MOST_OBEYED) > 0 ? MOST_OBEYED : least;
        return chosen.compareTo(obeyed) > 0 ? chosen : obeyed;
    }
}
