package dev.tributary.processor.store;

import java.time.Duration;

/// How many records of the bulk lane make up about a tenth of a second of work, learnt from the
/// last batch: that is the longest that a live event waits behind bulk.
record BatchSize(int records) {

    static final BatchSize FIRST = new BatchSize(500);

    private static final Duration GOAL = Duration.ofMillis(100);
    private static final int LEAST = 20;
    private static final int MOST = 5_000;

    /// @param stored how many records the last batch had
    /// @param took how long it took
    BatchSize next(int stored, Duration took) {
        double perMilli = (double) stored / Math.max(1, took.toMillis());
        double ideal = perMilli * GOAL.toMillis();
        // Half-way only: one slow commit says little about the next.
        double next = (records + ideal) / 2;
        // A small batch is dominated by its commit and says nothing about large ones.
        return stored < records / 2 && next < records
                ? this
                : new BatchSize((int) Math.clamp(next, LEAST, MOST));
    }
}
