package dev.tributary.cli.change;

import dev.tributary.contract.change.FeedEntry;
import java.time.Instant;
import java.util.Comparator;

/// An entry and where it stands in the order of commit, which the topic has within a partition
/// only.
///
/// @param at of a change when it was committed, of a gap when it was over
/// @param id decides between changes of the same moment
record PlacedEntry(FeedEntry entry, Instant at, long id) {

    static final Comparator<PlacedEntry> BY_COMMIT =
            Comparator.comparing(PlacedEntry::at).thenComparingLong(PlacedEntry::id);
}
