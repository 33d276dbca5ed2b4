package dev.tributary.processor.normalise.telegram;

import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.ChatEvent.MembersChanged;
import dev.tributary.contract.event.ChatEvent.MessagePinned;
import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.event.ChatKind;
import dev.tributary.contract.event.ChatProfile;
import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.event.MessageKind;
import dev.tributary.contract.event.MessageTarget;
import dev.tributary.contract.event.UserProfile;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.TelegramIds;
import dev.tributary.contract.identity.UserId;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.contract.wire.MalformedValue;
import dev.tributary.contract.wire.WireObject;
import dev.tributary.processor.normalise.reading.Envelope;
import dev.tributary.processor.normalise.reading.RawReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One object of a chat's `messages` in Telegram Desktop's `result.json`; the chat is in the
/// headers, its id in TDLib's form (see [TelegramIds]).
///
/// The exporter writes only the last edit of a message. A message of type `unsupported` carries
/// nothing but its id.
public final class TelegramExportReading implements RawReading {

    @Override
    public List<ChatEvent> read(Envelope envelope) {
        WireObject message = WireObject.parse(ExportBytes.mended(envelope.value()));
        EventSource source = envelope.source(chat(envelope));
        return switch (message.id("type")) {
            case "message" -> List.of(written(envelope, source, message));
            case "service" -> announced(envelope, source, message);
            default -> List.of();
        };
    }

    /// The id in the form that a live connection shows ([TelegramIds]); a negative one has it
    /// already.
    private static ChatId chat(Envelope envelope) {
        ChatId chat = envelope.chat();
        String type = envelope.header(RawHeader.CHAT_TYPE).orElse("");
        try {
            return chat.value().startsWith("-")
                    ? chat
                    : TelegramIds.exportedChat(type, Long.parseLong(chat.value()));
        } catch (NumberFormatException e) {
            throw new MalformedValue("the header chat-id is no number");
        } catch (IllegalArgumentException e) {
            throw new MalformedValue(
                    "the headers chat-id and chat-type name no Telegram chat (type \""
                            + type
                            + "\")");
        }
    }

    private static ChatEvent written(Envelope envelope, EventSource source, WireObject message) {
        ExportMedia media = ExportMedia.of(message);
        return new MessageVersion(
                source,
                new MessageId(message.id("id")),
                peer(message, "from"),
                ExportTimes.sentAt(envelope, message),
                ExportTimes.editedAt(envelope, message),
                MessageKind.MESSAGE,
                Wording.lines(ExportText.of(message), media.words()),
                replyTo(message, source.chat()),
                null,
                message.hint("forwarded_from"),
                media.attachments(),
                profile(envelope));
    }

    /// An announcement is a row of its own; a pin and a join are also what they announce. Other
    /// changes of membership name people without their ids.
    private static List<ChatEvent> announced(
            Envelope envelope, EventSource source, WireObject message) {
        Instant at = ExportTimes.sentAt(envelope, message);
        UserProfile actor = peer(message, message.has("actor_id") ? "actor" : "from");
        List<ChatEvent> events = new ArrayList<>(2);
        events.add(
                new MessageVersion(
                        source,
                        new MessageId(message.id("id")),
                        actor,
                        at,
                        ExportTimes.editedAt(envelope, message),
                        MessageKind.SERVICE,
                        ExportService.text(message),
                        replyTo(message, source.chat()),
                        null,
                        null,
                        ExportMedia.of(message).attachments(),
                        profile(envelope)));
        switch (message.hint("action")) {
            case "pin_message" -> {
                String pinned = message.idOrNull("message_id");
                if (pinned != null) {
                    events.add(new MessagePinned(source, new MessageId(pinned), true, at));
                }
            }
            case "join_group_by_link", "join_group_by_request" -> {
                if (actor != null) {
                    events.add(new MembersChanged(source, true, List.of(actor), null, at));
                }
            }
            case null, default -> {}
        }
        return events;
    }

    /// A deleted account has an id and no name.
    private static @Nullable UserProfile peer(WireObject message, String key) {
        String id = message.idOrNull(key + "_id");
        return id == null
                ? null
                : new UserProfile(
                        new UserId(id(message, key + "_id", id).value()), message.hint(key), null);
    }

    private static @Nullable MessageTarget replyTo(WireObject message, ChatId chat) {
        String id = message.idOrNull("reply_to_message_id");
        if (id == null) {
            return null;
        }
        String peer = message.idOrNull("reply_to_peer_id");
        ChatId other = peer == null ? chat : id(message, "reply_to_peer_id", peer);
        return new MessageTarget(other.equals(chat) ? null : other, new MessageId(id));
    }

    private static ChatId id(WireObject message, String key, String peer) {
        try {
            return TelegramIds.exportedPeer(peer);
        } catch (IllegalArgumentException e) {
            throw message.malformed(key, "is no peer such as user123, chat123, channel123");
        }
    }

    private static @Nullable ChatProfile profile(Envelope envelope) {
        ChatKind kind =
                envelope.header(RawHeader.CHAT_TYPE).map(TelegramExportReading::kind).orElse(null);
        String title = envelope.header(RawHeader.CHAT_TITLE).orElse(null);
        return kind == null && title == null ? null : new ChatProfile(kind, title);
    }

    private static @Nullable ChatKind kind(String type) {
        return switch (type) {
            case "saved_messages", "replies", "verification_codes", "personal_chat", "bot_chat" ->
                    ChatKind.PRIVATE;
            case "private_group", "private_supergroup", "public_supergroup" -> ChatKind.GROUP;
            case "private_channel", "public_channel" -> ChatKind.CHANNEL;
            default -> null;
        };
    }
}
