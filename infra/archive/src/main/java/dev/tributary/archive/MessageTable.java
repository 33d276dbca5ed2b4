package dev.tributary.archive;

import static dev.tributary.archive.Column.byRank;
import static dev.tributary.archive.Column.fixed;
import static dev.tributary.archive.Column.greatest;
import static dev.tributary.archive.Column.key;
import static dev.tributary.archive.Column.least;
import static dev.tributary.archive.Column.or;

import dev.tributary.archive.row.Content;
import dev.tributary.archive.row.MessageKey;
import dev.tributary.archive.row.MessageRow;
import dev.tributary.contract.event.TextHash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table `messages`.
final class MessageTable {

    static final Table<MessageRow> MESSAGES =
            new Table<>(
                    "messages",
                    List.of(
                            key("account", "text"),
                            key("chat", "text"),
                            key("message", "text"),
                            fixed("message_number", "bigint"),
                            byRank("sender", "text"),
                            least("sent_at", "timestamptz"),
                            byRank("edited_at", "timestamptz"),
                            byRank("kind", "text"),
                            byRank("text", "text"),
                            byRank("text_hash", "bytea"),
                            byRank("reply_to_chat", "text"),
                            byRank("reply_to_message", "text"),
                            byRank("thread_chat", "text"),
                            byRank("thread_message", "text"),
                            byRank("forwarded_from", "text"),
                            or("deleted"),
                            least("deleted_at", "timestamptz"),
                            byRank("origin", "smallint"),
                            least("first_position", "bigint"),
                            greatest("rank", "bytea")),
                    MessageTable::encode);

    private MessageTable() {}

    private static void encode(MessageRow row, BinaryCopy copy) {
        Content content = row.content().value();
        Tables.message(row.key(), copy);
        copy.bigint(number(row.key().message()));
        copy.text(content == null ? null : content.sender());
        copy.time(row.sentAt());
        copy.time(content == null ? null : content.editedAt());
        copy.text(content == null ? "message" : content.kind());
        copy.text(content == null ? "" : content.text());
        TextHash hash = content == null ? null : content.textHash();
        copy.bytes(hash == null ? null : hash.bytes());
        target(content == null ? null : content.replyTo(), copy);
        target(content == null ? null : content.thread(), copy);
        copy.text(content == null ? null : content.forwardedFrom());
        copy.bool(row.deleted());
        copy.time(row.deletedAt());
        copy.smallint(Tables.code(content == null ? null : content.origin()));
        copy.bigint(row.firstPosition());
        copy.bytes(row.content().rank().bytes());
    }

    private static void target(@Nullable MessageKey target, BinaryCopy copy) {
        copy.text(target == null ? null : target.chat().chat());
        copy.text(target == null ? null : target.message());
    }

    /// Null where the id is no number, so that a chat is then ordered by position.
    private static @Nullable Long number(String message) {
        try {
            return Long.valueOf(message);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
