package dev.tributary.archive.row;

import dev.tributary.contract.raw.Origin;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One wording that a message has had.
///
/// @param origin of the best saying
public record VersionRow(
        Key key,
        @Nullable Instant sentAt,
        String kind,
        String text,
        List<String> attachmentKinds,
        Ranked<Origin> origin)
        implements Row<VersionRow.Key, VersionRow> {

    /// @param editedAt [#POSTED] for a version that no edit made
    public record Key(MessageKey message, Instant editedAt, Digest words)
            implements Comparable<Key> {

        /// Stands for minus infinity: before every time that Postgres keeps.
        public static final Instant POSTED = Instant.MIN;

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::message)
                        .thenComparing(Key::editedAt)
                        .thenComparing(Key::words);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /// @param row the message's row with the same version
    static VersionRow of(MessageRow row, Content content) {
        Instant editedAt = content.editedAt() == null ? Key.POSTED : content.editedAt();
        return new VersionRow(
                new Key(row.key(), editedAt, content.words()),
                row.sentAt(),
                content.kind(),
                content.text(),
                content.attachmentKinds(),
                new Ranked<>(content.origin(), row.content().rank()));
    }

    @Override
    public VersionRow merge(VersionRow other) {
        return new VersionRow(
                key,
                StoredTime.earlier(sentAt, other.sentAt),
                kind,
                text,
                attachmentKinds,
                origin.or(other.origin));
    }
}
