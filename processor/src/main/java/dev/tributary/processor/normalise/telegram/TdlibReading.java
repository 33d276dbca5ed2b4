package dev.tributary.processor.normalise.telegram;

import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.ChatEvent.ChatChanged;
import dev.tributary.contract.event.ChatEvent.FileStored;
import dev.tributary.contract.event.ChatEvent.MessageDeleted;
import dev.tributary.contract.event.ChatEvent.MessagePinned;
import dev.tributary.contract.event.ChatProfile;
import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.TelegramIds;
import dev.tributary.contract.wire.MalformedValue;
import dev.tributary.contract.wire.WireObject;
import dev.tributary.processor.normalise.reading.Envelope;
import dev.tributary.processor.normalise.reading.UnknownKind;
import java.util.List;
import java.util.regex.Pattern;

/// What TDLib tells, as <https://core.telegram.org/tdlib/docs/td__api_8h.html> describes it;
/// docs/telegram-events.md has the table of what becomes of it. Deletions, pins, chats and people
/// carry no time, so the receipt stands for it.
///
/// An edit comes as two updates of which neither has the whole message; the source asks for the
/// whole, and that record is the edit.
public final class TdlibReading {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private TdlibReading() {}

    /// An update as TDLib pushed it.
    public static List<ChatEvent> update(Envelope envelope) {
        WireObject update = WireObject.parse(envelope.value());
        String type = update.id("@type");
        return switch (type) {
            case "updateNewMessage" -> TdlibMessage.read(envelope, update.object("message"));
            case "updateDeleteMessages" -> deleted(envelope, update);
            case "updateMessageIsPinned" -> pinned(envelope, update);
            case "updateNewChat" -> TdlibPeople.chat(envelope, update.object("chat"));
            case "updateChatTitle" -> title(envelope, update);
            case "updateUser" -> TdlibPeople.user(envelope, update.object("user"));
            case "updateBasicGroup" -> basicGroup(envelope, update.object("basic_group"));
            case "updateSupergroup" -> supergroup(envelope, update.object("supergroup"));
            case "updateBasicGroupFullInfo" ->
                    TdlibPeople.members(
                            envelope,
                            TelegramIds.basicGroup(number(update, "basic_group_id")),
                            update.object("basic_group_full_info").objects("members"));
            default -> nothing(type, TdlibSilence.isUpdate(type));
        };
    }

    /// A whole `message` that was asked for.
    public static List<ChatEvent> message(Envelope envelope) {
        return TdlibMessage.read(envelope, WireObject.parse(envelope.value()));
    }

    /// Another object that was asked for, or one of the ingestor's own.
    public static List<ChatEvent> object(Envelope envelope) {
        WireObject object = WireObject.parse(envelope.value());
        String type = object.id("@type");
        return switch (type) {
            case "chat" -> TdlibPeople.chat(envelope, object);
            case "user" -> TdlibPeople.user(envelope, object);
            case "basicGroup" -> basicGroup(envelope, object);
            case "supergroup" -> supergroup(envelope, object);
            case "basicGroupFullInfo", "chatMembers" ->
                    TdlibPeople.members(envelope, envelope.chat(), object.objects("members"));
            case "tributaryMissingMessages" -> gone(envelope, object);
            case "tributaryStoredFile" -> stored(envelope, object);
            default -> nothing(type, TdlibSilence.isObject(type));
        };
    }

    /// What left this client's memory, or is only hidden from this account for now, is not deleted.
    private static List<ChatEvent> deleted(Envelope envelope, WireObject update) {
        return update.flag("is_permanent") && !update.flag("from_cache")
                ? gone(envelope, update)
                : List.of();
    }

    private static List<ChatEvent> gone(Envelope envelope, WireObject object) {
        EventSource source = envelope.source(chat(object));
        return TdlibIds.messages(object, "message_ids").stream()
                .<ChatEvent>map(id -> new MessageDeleted(source, id, envelope.receivedAt()))
                .toList();
    }

    /// @throws MalformedValue if it does not say what it is there for
    private static List<ChatEvent> stored(Envelope envelope, WireObject file) {
        Long size = file.hintNumber("size");
        String sha256 = file.id("sha256");
        if (size == null || size < 0) {
            throw file.malformed("size", "is missing or no number of bytes");
        }
        if (!SHA256.matcher(sha256).matches()) {
            throw file.malformed("sha256", "is no SHA-256 in hexadecimal");
        }
        return List.of(
                new FileStored(
                        envelope.source(chat(file)),
                        file.id("unique_id"),
                        sha256,
                        size,
                        envelope.receivedAt()));
    }

    private static List<ChatEvent> pinned(Envelope envelope, WireObject update) {
        EventSource source = envelope.source(chat(update));
        boolean pinned = update.flag("is_pinned");
        return TdlibIds.message(update, "message_id").stream()
                .<ChatEvent>map(id -> pin(source, id, pinned, envelope))
                .toList();
    }

    private static MessagePinned pin(
            EventSource source, MessageId id, boolean pinned, Envelope envelope) {
        return new MessagePinned(source, id, pinned, envelope.receivedAt());
    }

    private static List<ChatEvent> title(Envelope envelope, WireObject update) {
        return List.of(
                new ChatChanged(
                        envelope.source(chat(update)),
                        new ChatProfile(null, update.hint("title")),
                        envelope.receivedAt()));
    }

    private static List<ChatEvent> basicGroup(Envelope envelope, WireObject group) {
        return TdlibPeople.own(envelope, TelegramIds.basicGroup(number(group, "id")), group);
    }

    private static List<ChatEvent> supergroup(Envelope envelope, WireObject group) {
        return TdlibPeople.own(envelope, TelegramIds.channel(number(group, "id")), group);
    }

    private static List<ChatEvent> nothing(String type, boolean onPurpose) {
        if (!onPurpose) {
            throw new UnknownKind(type);
        }
        return List.of();
    }

    private static ChatId chat(WireObject object) {
        return new ChatId(object.id("chat_id"));
    }

    /// @throws MalformedValue if it is no id of a group
    private static long number(WireObject object, String key) {
        Long number = object.hintNumber(key);
        if (number == null || number <= 0) {
            throw object.malformed(key, "is missing or no positive id");
        }
        return number;
    }
}
