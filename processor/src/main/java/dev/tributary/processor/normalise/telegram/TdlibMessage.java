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
import dev.tributary.contract.identity.UserId;
import dev.tributary.contract.wire.WireObject;
import dev.tributary.processor.normalise.reading.Envelope;
import dev.tributary.processor.normalise.reading.UnknownKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A whole `message` of TDLib. What waits to be sent, by the clock or by the network, is no message
/// yet.
final class TdlibMessage {

    /// Everything of a forum that stands in none of its topics stands in this one.
    private static final String GENERAL_TOPIC = "1";

    private final Envelope envelope;
    private final WireObject message;
    private final WireObject content;
    private final TdlibNames names;
    private final EventSource source;
    private final MessageId id;

    private TdlibMessage(Envelope envelope, WireObject message, MessageId id) {
        this.envelope = envelope;
        this.message = message;
        this.content = message.object("content");
        this.names = TdlibNames.of(envelope);
        this.source = envelope.source(new ChatId(message.id("chat_id")));
        this.id = id;
    }

    /// @throws UnknownKind if its content is of a kind that we do not know, with what is left of it
    static List<ChatEvent> read(Envelope envelope, WireObject message) {
        Optional<MessageId> id = TdlibIds.message(message, "id");
        if (id.isEmpty() || message.has("sending_state") || message.has("scheduling_state")) {
            return List.of();
        }
        List<ChatEvent> events = new TdlibMessage(envelope, message, id.get()).events();
        String content = message.object("content").id("@type");
        if (TdlibSilence.isContent(content) || TdlibAnnouncement.knows(content)) {
            return events;
        }
        throw new UnknownKind(content, events);
    }

    private List<ChatEvent> events() {
        UserProfile sender = names.sender(message.objectOrNull("sender_id"));
        Instant sentAt = message.epochSeconds("date");
        Optional<String> announcement = TdlibAnnouncement.text(content, names);
        TdlibMedia media = TdlibMedia.of(content);
        List<ChatEvent> events = new ArrayList<>(2);
        events.add(
                new MessageVersion(
                        source,
                        id,
                        sender,
                        sentAt,
                        editedAt(),
                        announcement.isPresent() ? MessageKind.SERVICE : MessageKind.MESSAGE,
                        announcement.orElseGet(
                                () -> Wording.lines(TdlibText.of(content), media.words())),
                        announcement.isPresent() ? null : replyTo(),
                        thread(announcement.isPresent()),
                        forwardedFrom(),
                        media.attachments(),
                        profile()));
        if (message.flag("is_pinned")) {
            // That it is not pinned says nothing: nearly no message ever was.
            events.add(new MessagePinned(source, id, true, envelope.receivedAt()));
        }
        events.addAll(announced(sender, sentAt));
        return events;
    }

    private @Nullable Instant editedAt() {
        Instant time = message.epochSecondsOrNull("edit_date");
        return time == null || time.equals(Instant.EPOCH) ? null : time;
    }

    private @Nullable MessageTarget replyTo() {
        WireObject reply = message.objectOrNull("reply_to");
        if (reply == null || !"messageReplyToMessage".equals(reply.hint("@type"))) {
            return null;
        }
        MessageId answered = TdlibIds.message(reply, "message_id").orElse(null);
        ChatId chat = new ChatId(reply.id("chat_id"));
        // A message of a chat that the account cannot see has no chat, and then no id either.
        if (answered == null || chat.value().equals("0")) {
            return null;
        }
        return new MessageTarget(chat.equals(source.chat()) ? null : chat, answered);
    }

    /// A topic of a forum and a thread of comments are both named by the message that began them. A
    /// pin is in the thread of what it pins by its form alone.
    private @Nullable MessageTarget thread(boolean announced) {
        WireObject topic = message.objectOrNull("topic_id");
        if (topic == null) {
            return null;
        }
        MessageId root =
                switch (topic.text("@type")) {
                    case "messageTopicForum" -> forumTopic(topic.id("forum_topic_id"));
                    case "messageTopicThread" ->
                            announced
                                    ? null
                                    : TdlibIds.message(topic, "message_thread_id").orElse(null);
                    default -> null;
                };
        return root == null || root.equals(id) ? null : new MessageTarget(null, root);
    }

    private static @Nullable MessageId forumTopic(String topic) {
        return topic.equals(GENERAL_TOPIC) || topic.equals("0") ? null : new MessageId(topic);
    }

    /// A message that was brought over from another messenger names its author in the same way.
    private @Nullable String forwardedFrom() {
        WireObject imported = message.objectOrNull("import_info");
        if (imported != null) {
            return imported.hint("sender_name");
        }
        WireObject forward = message.objectOrNull("forward_info");
        WireObject origin = forward == null ? null : forward.objectOrNull("origin");
        if (origin == null) {
            return null;
        }
        return switch (origin.text("@type")) {
            case "messageOriginUser" -> names.ofPerson(origin, "sender_user_id");
            case "messageOriginHiddenUser" -> origin.hint("sender_name");
            case "messageOriginChat" -> names.ofPerson(origin, "sender_chat_id");
            case "messageOriginChannel" -> names.ofPerson(origin, "chat_id");
            default -> null;
        };
    }

    /// The kind shows in the id, and whether a supergroup is a channel in its messages.
    private ChatProfile profile() {
        String chat = source.chat().value();
        ChatKind kind;
        if (!chat.startsWith("-")) {
            kind = ChatKind.PRIVATE;
        } else {
            kind = message.flag("is_channel_post") ? ChatKind.CHANNEL : ChatKind.GROUP;
        }
        return new ChatProfile(kind, names.find(chat));
    }

    /// What an announcement announces. Its time is the message's.
    private List<ChatEvent> announced(@Nullable UserProfile sender, Instant at) {
        return switch (content.id("@type")) {
            case "messagePinMessage" ->
                    TdlibIds.message(content, "message_id").stream()
                            .<ChatEvent>map(pinned -> new MessagePinned(source, pinned, true, at))
                            .toList();
            case "messageChatAddMembers", "messageBasicGroupChatCreate" ->
                    members(true, names.people(content, "member_user_ids"), sender, at);
            case "messageChatDeleteMember" ->
                    members(false, List.of(names.profile(content.id("user_id"))), sender, at);
            case "messageChatJoinByLink", "messageChatJoinByRequest" ->
                    members(true, sender == null ? List.of() : List.of(sender), sender, at);
            default -> List.of();
        };
    }

    /// Who adds or removes himself has come or left.
    private List<ChatEvent> members(
            boolean joined, List<UserProfile> members, @Nullable UserProfile sender, Instant at) {
        if (members.isEmpty()) {
            return List.of();
        }
        boolean alone =
                sender != null
                        && members.size() == 1
                        && members.getFirst().id().equals(sender.id());
        UserId by = sender == null || alone ? null : sender.id();
        return List.of(new MembersChanged(source, joined, members, by, at));
    }
}
