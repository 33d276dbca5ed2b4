package dev.tributary.processor.embed;

import java.time.Duration;

/// How many texts a slice of bulk work has, so that it takes about [#TARGET]: that long a live text
/// may have to wait. Learns from the slice before.
record SliceSize(int texts) {

    static final Duration TARGET = Duration.ofMillis(100);
    static final SliceSize FIRST = new SliceSize(16);

    private static final int LEAST = 4;
    private static final int MOST = 512;

    /// @param done how many texts the last slice had
    /// @param took with writing
    SliceSize after(int done, Duration took) {
        double millis = Math.max(took.toNanos() / 1e6, 0.1);
        double next = done * TARGET.toMillis() / millis;
        // At most double: a slice of short texts says little of the next one.
        return new SliceSize((int) Math.clamp(next, LEAST, Math.min(MOST, 2.0 * texts)));
    }
}
