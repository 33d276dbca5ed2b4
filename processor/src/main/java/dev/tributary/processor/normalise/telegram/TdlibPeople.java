package dev.tributary.processor.normalise.telegram;

import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.ChatEvent.ChatChanged;
import dev.tributary.contract.event.ChatEvent.MembersChanged;
import dev.tributary.contract.event.ChatEvent.UserChanged;
import dev.tributary.contract.event.ChatKind;
import dev.tributary.contract.event.ChatProfile;
import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.event.UserProfile;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.UserId;
import dev.tributary.contract.wire.WireObject;
import dev.tributary.contract.wire.WireText;
import dev.tributary.processor.normalise.reading.Envelope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Chats and people, and who is where. TDLib tells how things are now, so the time is the receipt;
/// only a member has a time of his own.
final class TdlibPeople {

    private TdlibPeople() {}

    /// A `chat`. One with a person has the person's name as its title.
    static List<ChatEvent> chat(Envelope envelope, WireObject chat) {
        return List.of(
                new ChatChanged(
                        envelope.source(new ChatId(chat.id("id"))),
                        new ChatProfile(kind(chat.object("type")), chat.hint("title")),
                        envelope.receivedAt()));
    }

    private static @Nullable ChatKind kind(WireObject type) {
        return switch (type.text("@type")) {
            case "chatTypePrivate", "chatTypeSecret" -> ChatKind.PRIVATE;
            case "chatTypeBasicGroup" -> ChatKind.GROUP;
            case "chatTypeSupergroup" ->
                    type.flag("is_channel") ? ChatKind.CHANNEL : ChatKind.GROUP;
            default -> null;
        };
    }

    /// A `user`. A deleted account has no name.
    static List<ChatEvent> user(Envelope envelope, WireObject user) {
        String id = user.id("id");
        UserProfile profile =
                new UserProfile(
                        new UserId(id),
                        Wording.joined(" ", user.hint("first_name"), user.hint("last_name")),
                        handle(user.objectOrNull("usernames")));
        return List.of(
                new UserChanged(
                        envelope.source(new ChatId(id)),
                        profile,
                        user.has("is_contact") ? user.flag("is_contact") : null,
                        envelope.receivedAt()));
    }

    private static @Nullable String handle(@Nullable WireObject usernames) {
        JsonNode first = usernames == null ? null : usernames.node("active_usernames").path(0);
        return first == null || !first.isString() || first.stringValue().isBlank()
                ? null
                : WireText.storable(first.stringValue());
    }

    /// Whether the account itself is in a group or channel.
    ///
    /// @param group a `basicGroup`, or a `supergroup`, which also says since when
    static List<ChatEvent> own(Envelope envelope, ChatId chat, WireObject group) {
        UserProfile self = new UserProfile(new UserId(envelope.event().account().id()), null, null);
        boolean present = isPresent(group.object("status"));
        Instant since = present ? group.epochSecondsOrNull("date") : null;
        return List.of(
                new MembersChanged(
                        envelope.source(chat),
                        present,
                        List.of(self),
                        null,
                        orElse(since, envelope.receivedAt())));
    }

    /// A list of `chatMember`. Who is missing from it has not left by that: lists come in pages,
    /// and large ones are never whole. Members that came together are one event.
    static List<ChatEvent> members(Envelope envelope, ChatId chat, List<WireObject> members) {
        EventSource source = envelope.source(chat);
        TdlibNames names = TdlibNames.of(envelope);
        Map<Arrival, List<UserProfile>> arrivals = new LinkedHashMap<>();
        for (WireObject member : members) {
            UserProfile profile = names.sender(member.object("member_id"));
            if (profile != null) {
                Arrival arrival = arrival(member, profile.id(), envelope.receivedAt());
                arrivals.computeIfAbsent(arrival, a -> new ArrayList<>()).add(profile);
            }
        }
        List<ChatEvent> events = new ArrayList<>(arrivals.size());
        arrivals.forEach((arrival, who) ->
                events.add(
                        new MembersChanged(
                                source, arrival.present(), who, arrival.by(), arrival.at())));
        return events;
    }

    private record Arrival(boolean present, @Nullable UserId by, Instant at) {}

    private static Arrival arrival(WireObject member, UserId user, Instant receivedAt) {
        if (!isPresent(member.object("status"))) {
            return new Arrival(false, null, receivedAt);
        }
        Instant joined = member.epochSecondsOrNull("joined_chat_date");
        String inviter = member.idOrNull("inviter_user_id");
        boolean alone = "0".equals(inviter) || user.value().equals(inviter);
        return new Arrival(
                true,
                inviter == null || alone ? null : new UserId(inviter),
                orElse(joined, receivedAt));
    }

    /// Zero stands for no time.
    private static Instant orElse(@Nullable Instant time, Instant receivedAt) {
        return time == null || time.equals(Instant.EPOCH) ? receivedAt : time;
    }

    private static boolean isPresent(WireObject status) {
        return switch (status.text("@type")) {
            case "chatMemberStatusLeft", "chatMemberStatusBanned" -> false;
            case "chatMemberStatusCreator", "chatMemberStatusRestricted" ->
                    status.flag("is_member");
            default -> true;
        };
    }
}
