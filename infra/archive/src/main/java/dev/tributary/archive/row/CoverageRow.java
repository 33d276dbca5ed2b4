package dev.tributary.archive.row;

import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.raw.Origin;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// The span of a chat that one origin has brought: the send times of its messages, and when we last
/// heard of the chat that way.
public record CoverageRow(
        Key key,
        @Nullable Instant firstSentAt,
        @Nullable Instant lastSentAt,
        Instant lastReceivedAt)
        implements Row<CoverageRow.Key, CoverageRow> {

    public record Key(ChatKey chat, Origin origin) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::chat).thenComparing(Key::origin);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    static CoverageRow of(EventSource source, @Nullable Instant sentAt) {
        Instant stored = StoredTime.ofNullable(sentAt);
        return new CoverageRow(
                new Key(ChatKey.of(source), source.origin()),
                stored,
                stored,
                StoredTime.of(source.receivedAt()));
    }

    @Override
    public CoverageRow merge(CoverageRow other) {
        return new CoverageRow(
                key,
                StoredTime.earlier(firstSentAt, other.firstSentAt),
                StoredTime.later(lastSentAt, other.lastSentAt),
                lastReceivedAt.isAfter(other.lastReceivedAt)
                        ? lastReceivedAt
                        : other.lastReceivedAt);
    }
}
