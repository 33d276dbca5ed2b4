package dev.tributary.contract.jsonl;

import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.UserId;
import dev.tributary.contract.wire.MalformedValue;
import dev.tributary.contract.wire.WireObject;
import dev.tributary.contract.wire.WireTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One line of a jsonl import (docs/jsonl.md). `sender`, `sentAt` and `text` are null only where
/// the line says that the message was deleted.
///
/// @param chatTitle null says nothing of the title
/// @param replyTo a message of the same chat
/// @param editedAt when this text was written, if it is not the first
public record JsonlMessage(
        ChatId chat,
        @Nullable String chatTitle,
        MessageId message,
        @Nullable UserId sender,
        @Nullable String senderName,
        @Nullable Instant sentAt,
        @Nullable Instant editedAt,
        @Nullable String text,
        @Nullable MessageId replyTo,
        boolean deleted) {

    /// @param line without its line end
    /// @throws MalformedValue that names the field and not its content
    public static JsonlMessage parse(byte[] line) {
        WireObject json = WireObject.parse(line);
        String sender = json.idOrNull("sender");
        String replyTo = json.idOrNull("reply_to");
        JsonlMessage message =
                new JsonlMessage(
                        new ChatId(json.id("chat")),
                        json.textOrNull("chat_title"),
                        new MessageId(json.id("message_id")),
                        sender == null ? null : new UserId(sender),
                        json.textOrNull("sender_name"),
                        time(json, "sent_at"),
                        time(json, "edited_at"),
                        json.textOrNull("text"),
                        replyTo == null ? null : new MessageId(replyTo),
                        json.flag("deleted"));
        if (!message.deleted) {
            message.requireAll(json);
        }
        return message;
    }

    private void requireAll(WireObject json) {
        require(json, "sender", sender);
        require(json, "sent_at", sentAt);
        require(json, "text", text);
    }

    private static void require(WireObject json, String key, @Nullable Object value) {
        if (value == null) {
            throw json.malformed(key, "is missing; only a line with \"deleted\": true may omit it");
        }
    }

    private static @Nullable Instant time(WireObject json, String key) {
        JsonNode field = json.node(key);
        if (!field.isString()) {
            return json.epochSecondsOrNull(key);
        }
        try {
            return WireTime.checked(OffsetDateTime.parse(field.stringValue()).toInstant(), key);
        } catch (DateTimeException e) {
            throw json.malformed(
                    key,
                    "is neither RFC 3339 with a zone (2024-05-01T12:30:00Z) nor a number of seconds"
                            + " since 1970");
        }
    }
}
