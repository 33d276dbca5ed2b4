package dev.tributary.query;

import dev.tributary.contract.answer.Message;
import dev.tributary.contract.event.MessageKind;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.MessageRef;
import dev.tributary.contract.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Rows of messages as the engine reads them everywhere.
final class MessageRows {

    /// Of `m`, `c` and `u` in [#NAMES].
    static final String COLUMNS =
            "m.account, m.chat, m.message, m.sender, m.sent_at, m.edited_at, m.kind, m.text,"
                    + " m.reply_to_chat, m.reply_to_message, m.deleted,"
                    + " coalesce(m.message_number, m.first_position, 0) AS number,"
                    + " c.title AS chat_title, u.display_name AS sender_name";

    /// Joined to `m`.
    static final String NAMES =
            "LEFT JOIN chats c ON c.account = m.account AND c.chat = m.chat"
                    + " LEFT JOIN users u ON u.account = m.account AND u.user_id ="
                    + " m.sender";

    /// A message and its place.
    record Placed(Key key, Message message) {}

    private MessageRows() {}

    static Placed placed(ResultSet row) throws SQLException {
        return new Placed(key(row), message(row));
    }

    static Key key(ResultSet row) throws SQLException {
        return new Key(
                Session.instant(row, "sent_at"),
                row.getLong("number"),
                row.getString("account"),
                row.getString("chat"),
                row.getString("message"));
    }

    /// Without its attachments, which [Attachments] adds.
    static Message message(ResultSet row) throws SQLException {
        MessageRef ref =
                new MessageRef(
                        AccountId.parse(row.getString("account")),
                        new ChatId(row.getString("chat")),
                        new MessageId(row.getString("message")));
        String sender = row.getString("sender");
        String text = row.getString("text");
        return new Message(
                ref,
                row.getString("chat_title"),
                sender == null || sender.isEmpty() ? null : new UserId(sender),
                row.getString("sender_name"),
                Session.instant(row, "sent_at"),
                Session.instant(row, "edited_at"),
                kind(row.getString("kind")),
                text == null ? "" : text,
                List.of(),
                replyTo(ref, row),
                row.getBoolean("deleted"));
    }

    /// A deletion of an unknown message leaves a row without a kind.
    private static MessageKind kind(@Nullable String stored) {
        return stored == null
                ? MessageKind.MESSAGE
                : MessageKind.valueOf(stored.toUpperCase(Locale.ROOT));
    }

    private static @Nullable MessageRef replyTo(MessageRef ref, ResultSet row) throws SQLException {
        String message = row.getString("reply_to_message");
        if (message == null) {
            return null;
        }
        String chat = row.getString("reply_to_chat");
        return new MessageRef(
                ref.account(),
                chat == null ? ref.chat() : new ChatId(chat),
                new MessageId(message));
    }
}
