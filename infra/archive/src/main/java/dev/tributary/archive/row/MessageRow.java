package dev.tributary.archive.row;

import dev.tributary.contract.event.ChatEvent.MessageDeleted;
import dev.tributary.contract.event.ChatEvent.MessagePinned;
import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.identity.MessageId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message: its best version, and what no version can take back.
///
/// @param sentAt the earliest that any version names
/// @param deletedAt the earliest that any delete names; null while nobody deleted it
/// @param firstPosition the smallest raw offset that spoke of it: the order of messages whose ids
///   are no numbers and whose times are equal
public record MessageRow(
        MessageKey key,
        Ranked<Content> content,
        @Nullable Instant sentAt,
        @Nullable Instant deletedAt,
        long firstPosition)
        implements Row<MessageKey, MessageRow> {

    static MessageRow of(MessageVersion event, Content content) {
        Rank rank = Rank.of(event.versionAt(), event.source(), content.all());
        return row(
                event.source(),
                event.message(),
                new Ranked<>(content, rank),
                StoredTime.ofNullable(event.sentAt()),
                null);
    }

    static MessageRow of(MessageDeleted event) {
        return row(
                event.source(),
                event.message(),
                Ranked.nothing(),
                null,
                StoredTime.of(event.deletedAt()));
    }

    static MessageRow of(MessagePinned event) {
        return row(event.source(), event.message(), Ranked.nothing(), null, null);
    }

    private static MessageRow row(
            EventSource source,
            MessageId message,
            Ranked<Content> content,
            @Nullable Instant sentAt,
            @Nullable Instant deletedAt) {
        return new MessageRow(
                MessageKey.of(source, message),
                content,
                sentAt,
                deletedAt,
                source.position().offset());
    }

    public boolean deleted() {
        return deletedAt != null;
    }

    @Override
    public MessageRow merge(MessageRow other) {
        return new MessageRow(
                key,
                content.or(other.content),
                StoredTime.earlier(sentAt, other.sentAt),
                StoredTime.earlier(deletedAt, other.deletedAt),
                Math.min(firstPosition, other.firstPosition));
    }
}
