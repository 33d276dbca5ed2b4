package dev.tributary.contract.change;

/// The header of a record in `tributary.changes`.
public final class FeedHeader {

    /// A whole number in decimal digits that grows within a partition. A record is a repeat if its
    /// number is not greater than that of an earlier record of the same partition; see [Repeats]. A
    /// [ChangeGap] has none.
    public static final String FEED_ID = "feed-id";

    private FeedHeader() {}
}
