package dev.tributary.archive.row;

import dev.tributary.contract.event.Attachment;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which file an attachment of a message is. A row of its own, because the version that is shown
/// may not name it (an export's does not), and an earlier one did.
public record AttachmentFileRow(Key key, Ranked<Named> named)
        implements Row<AttachmentFileRow.Key, AttachmentFileRow> {

    /// @param ordinal from 0
    public record Key(MessageKey message, int ordinal) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::message).thenComparingInt(Key::ordinal);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /// @param kind of the attachment
    /// @param file the service's name of the file
    /// @param size in bytes, as the version had it
    public record Named(String kind, String file, @Nullable Long size) {}

    /// Of those attachments of a version that are files with a name.
    static Stream<AttachmentFileRow> of(MessageRow message, Content content) {
        List<Attachment> attachments = content.attachments();
        return IntStream.range(0, attachments.size())
                .boxed()
                .flatMap(i -> of(new Key(message.key(), i), attachments.get(i), message));
    }

    private static Stream<AttachmentFileRow> of(Key key, Attachment said, MessageRow message) {
        if (said.fileId() == null) {
            return Stream.empty();
        }
        Named named = new Named(said.kind(), said.fileId(), said.size());
        return Stream.of(new AttachmentFileRow(key, new Ranked<>(named, message.content().rank())));
    }

    @Override
    public AttachmentFileRow merge(AttachmentFileRow other) {
        return new AttachmentFileRow(key, named.or(other.named));
    }
}
