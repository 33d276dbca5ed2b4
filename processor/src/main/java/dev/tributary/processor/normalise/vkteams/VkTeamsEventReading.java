package dev.tributary.processor.normalise.vkteams;

import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.ChatEvent.ChatChanged;
import dev.tributary.contract.event.ChatEvent.MembersChanged;
import dev.tributary.contract.event.ChatEvent.MessageDeleted;
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
import dev.tributary.contract.wire.WireObject;
import dev.tributary.processor.normalise.reading.Envelope;
import dev.tributary.processor.normalise.reading.RawReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One element of `events/get`'s `events`: `{eventId, type, payload}`.
///
/// Deletions, pins and membership carry no time of their own (their `timestamp`, where there is
/// one, is the message's), so the receipt stands for it. `callbackQuery` is a button pressed, no
/// message.
public final class VkTeamsEventReading implements RawReading {

    @Override
    public List<ChatEvent> read(Envelope envelope) {
        WireObject json = WireObject.parse(envelope.value());
        return switch (json.id("type")) {
            case "newMessage" -> message(envelope, json.object("payload"), false);
            case "editedMessage" -> message(envelope, json.object("payload"), true);
            case "deletedMessage" -> deleted(envelope, json.object("payload"));
            case "pinnedMessage" -> pinned(envelope, json.object("payload"), true);
            case "unpinnedMessage" -> pinned(envelope, json.object("payload"), false);
            case "newChatMembers" -> members(envelope, json.object("payload"), true);
            case "leftChatMembers" -> members(envelope, json.object("payload"), false);
            case "changedChatInfo" -> chatInfo(envelope, json.object("payload"));
            default -> List.of();
        };
    }

    private static List<ChatEvent> message(Envelope envelope, WireObject payload, boolean edited) {
        ChatId chat = chat(payload);
        VkTeamsContent content = VkTeamsContent.of(payload, chat);
        UserProfile sender = VkTeamsPeople.user(payload.objectOrNull("from"));
        return List.of(
                new MessageVersion(
                        envelope.source(chat),
                        new MessageId(payload.id("msgId")),
                        sender,
                        payload.epochSeconds("timestamp"),
                        edited ? editedAt(envelope, payload) : null,
                        MessageKind.MESSAGE,
                        content.text(),
                        content.replyTo(),
                        thread(payload, chat),
                        content.forwardedFrom(),
                        content.attachments(),
                        profile(payload.object("chat"), chat, sender)));
    }

    private static Instant editedAt(Envelope envelope, WireObject payload) {
        Instant time = payload.epochSecondsOrNull("editedTimestamp");
        return time == null ? envelope.receivedAt() : time;
    }

    private static @Nullable MessageTarget thread(WireObject payload, ChatId chat) {
        WireObject topic = payload.objectOrNull("parent_topic");
        String message = topic == null ? null : topic.idOrNull("messageId");
        if (topic == null || message == null) {
            return null;
        }
        String parent = topic.idOrNull("chatId");
        return new MessageTarget(
                parent == null || parent.equals(chat.value()) ? null : new ChatId(parent),
                new MessageId(message));
    }

    private static List<ChatEvent> deleted(Envelope envelope, WireObject payload) {
        return List.of(
                new MessageDeleted(
                        envelope.source(chat(payload)),
                        new MessageId(payload.id("msgId")),
                        envelope.receivedAt()));
    }

    /// The text of a pinned message is not a version of it: the event names who pinned and not who
    /// wrote.
    private static List<ChatEvent> pinned(Envelope envelope, WireObject payload, boolean pinned) {
        return List.of(
                new MessagePinned(
                        envelope.source(chat(payload)),
                        new MessageId(payload.id("msgId")),
                        pinned,
                        envelope.receivedAt()));
    }

    private static List<ChatEvent> members(Envelope envelope, WireObject payload, boolean joined) {
        EventSource source = envelope.source(chat(payload));
        UserProfile by = VkTeamsPeople.user(payload.objectOrNull(joined ? "addedBy" : "removedBy"));
        List<ChatEvent> events = new ArrayList<>(2);
        events.add(
                new MembersChanged(
                        source,
                        joined,
                        VkTeamsPeople.users(payload.objects(joined ? "newMembers" : "leftMembers")),
                        by == null ? null : by.id(),
                        envelope.receivedAt()));
        // Being added is how a bot first hears of a chat.
        ChatProfile profile = profile(payload.object("chat"), source.chat(), null);
        if (profile != null) {
            events.add(new ChatChanged(source, profile, envelope.receivedAt()));
        }
        return events;
    }

    /// The event is not documented: the new title is seen as `title` and told as `newTitle`.
    private static List<ChatEvent> chatInfo(Envelope envelope, WireObject payload) {
        ChatId chat = chat(payload);
        WireObject said = payload.object("chat");
        String title = payload.hint("newTitle");
        if (title == null) {
            title = payload.hint("title");
        }
        ChatProfile profile =
                new ChatProfile(
                        VkTeamsPeople.kind(said.hint("type")),
                        title == null ? said.hint("title") : title);
        return List.of(new ChatChanged(envelope.source(chat), profile, envelope.receivedAt()));
    }

    private static ChatId chat(WireObject payload) {
        return new ChatId(payload.object("chat").id("chatId"));
    }

    /// A private chat has no title; the other side's name serves.
    private static @Nullable ChatProfile profile(
            WireObject said, ChatId chat, @Nullable UserProfile sender) {
        ChatKind kind = VkTeamsPeople.kind(said.hint("type"));
        String title = said.hint("title");
        if (title == null
                && kind == ChatKind.PRIVATE
                && sender != null
                && sender.id().value().equals(chat.value())) {
            title = sender.displayName();
        }
        return kind == null && title == null ? null : new ChatProfile(kind, title);
    }
}
