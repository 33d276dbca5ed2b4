package dev.tributary.ingestor.append;

/// How many events were committed.
///
/// @param saved to a raw topic
/// @param deadLettered to the dead letters, because the log cannot hold them whole
public record Tally(long saved, long deadLettered) {

    static final Tally NOTHING = new Tally(0, 0);
    static final Tally SAVED = new Tally(1, 0);
    static final Tally DEAD_LETTERED = new Tally(0, 1);

    public Tally plus(Tally other) {
        return new Tally(saved + other.saved, deadLettered + other.deadLettered);
    }

    public Tally minus(Tally other) {
        return new Tally(saved - other.saved, deadLettered - other.deadLettered);
    }

    long records() {
        return saved + deadLettered;
    }
}
