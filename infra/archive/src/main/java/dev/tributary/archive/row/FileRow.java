package dev.tributary.archive.row;

import dev.tributary.contract.event.ChatEvent.FileStored;
import java.time.Instant;
import java.util.Comparator;

/// Where the content of a file is kept.
public record FileRow(Key key, Ranked<Stored> stored) implements Row<FileRow.Key, FileRow> {

    public record Key(String account, String file) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::account).thenComparing(Key::file);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /// @param size in bytes
    public record Stored(String sha256, long size) {}

    static FileRow of(FileStored event) {
        Instant at = StoredTime.of(event.at());
        return new FileRow(
                new Key(event.source().account().toString(), event.fileId()),
                new Ranked<>(
                        new Stored(event.sha256(), event.size()),
                        Rank.of(at, event.source(), Digest.of(event.sha256(), event.size()))));
    }

    @Override
    public FileRow merge(FileRow other) {
        return new FileRow(key, stored.or(other.stored));
    }
}
