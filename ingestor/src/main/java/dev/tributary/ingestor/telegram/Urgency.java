package dev.tributary.ingestor.telegram;

/// Whose turn it is when not all requests may be sent at once: the earlier constant first.
enum Urgency {
    /// Live messages wait for it.
    LIVE(64),
    /// Messages that were missed.
    HOLE(4),
    /// Older messages.
    BACKFILL(3),
    /// What was seen before and is looked at again: contacts, members, recent messages.
    UPKEEP(2),
    /// The content of files: each is under way until it is there.
    FILES(2);

    private final int mostUnderWay;

    Urgency(int mostUnderWay) {
        this.mostUnderWay = mostUnderWay;
    }

    int mostUnderWay() {
        return mostUnderWay;
    }
}
