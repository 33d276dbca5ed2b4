package dev.tributary.archive.row;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// One wording that a message has had.
///
/// @param content as the best saying has it: people in an announcement have changing names
public record VersionRow(Key key, @Nullable Instant sentAt, Ranked<Content> content)
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
                new Key(row.key(), editedAt, content.words()), row.sentAt(), row.content());
    }

    @Override
    public VersionRow merge(VersionRow other) {
        return new VersionRow(
                key, StoredTime.earlier(sentAt, other.sentAt), content.or(other.content));
    }
}
