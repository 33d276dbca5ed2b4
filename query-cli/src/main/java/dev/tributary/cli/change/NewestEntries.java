package dev.tributary.cli.change;

import dev.tributary.contract.change.Change;
import dev.tributary.contract.change.FeedEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Of the ends of several partitions, the newest entries of them all. A partition's end says
/// nothing of what lies before the oldest entry that was read of it, so what is older than that may
/// have holes.
final class NewestEntries {

    private final WantedChanges wanted;
    private final int limit;
    private final List<PlacedEntry> kept = new ArrayList<>();
    private final Map<Integer, Instant> oldest = new HashMap<>();

    /// @param limit of changes; the gaps among them come on top
    NewestEntries(WantedChanges wanted, int limit) {
        this.wanted = wanted;
        this.limit = limit;
    }

    /// In the order of the partition.
    void add(int partition, PlacedEntry entry) {
        oldest.putIfAbsent(partition, entry.at());
        if (wanted.has(entry.entry())) {
            kept.add(entry);
        }
    }

    /// Whether reading more of these partitions could not change the answer.
    ///
    /// @param cut partitions of which only the end was read
    boolean isEnough(Iterable<Integer> cut) {
        Instant whole = Instant.MIN;
        for (int partition : cut) {
            Instant from = oldest.getOrDefault(partition, Instant.MAX);
            whole = from.isAfter(whole) ? from : whole;
        }
        Instant from = whole;
        return kept.stream()
                        .filter(entry -> entry.entry() instanceof Change)
                        .filter(entry -> entry.at().isAfter(from))
                        .count()
                >= limit;
    }

    /// The oldest first.
    List<FeedEntry> entries() {
        kept.sort(PlacedEntry.BY_COMMIT);
        List<FeedEntry> newest = new ArrayList<>();
        int changes = 0;
        for (PlacedEntry entry : kept.reversed()) {
            if (changes == limit) {
                break;
            }
            changes += entry.entry() instanceof Change ? 1 : 0;
            newest.add(entry.entry());
        }
        return newest.reversed();
    }
}
