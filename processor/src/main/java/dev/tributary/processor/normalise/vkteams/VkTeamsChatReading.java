package dev.tributary.processor.normalise.vkteams;

import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.ChatEvent.ChatChanged;
import dev.tributary.contract.event.ChatEvent.MembersChanged;
import dev.tributary.contract.event.ChatProfile;
import dev.tributary.contract.wire.WireObject;
import dev.tributary.processor.normalise.reading.Envelope;
import java.util.List;

/// The answers about one chat, which stands in the `chat-id` header. They say how things were when
/// they were asked, so their time is the receipt. An answer of `"ok": false` says nothing.
public final class VkTeamsChatReading {

    private VkTeamsChatReading() {}

    /// The answer of `chats/getInfo`. A private chat has a person's names instead of a title.
    public static List<ChatEvent> info(Envelope envelope) {
        WireObject json = WireObject.parse(envelope.value());
        if (isRefusal(json)) {
            return List.of();
        }
        String title = json.hint("title");
        ChatProfile profile =
                new ChatProfile(
                        VkTeamsPeople.kind(json.hint("type")),
                        title == null ? VkTeamsPeople.name(json) : title);
        return List.of(
                new ChatChanged(envelope.source(envelope.chat()), profile, envelope.receivedAt()));
    }

    /// One page of `chats/getMembers`.
    public static List<ChatEvent> members(Envelope envelope) {
        WireObject json = WireObject.parse(envelope.value());
        if (isRefusal(json)) {
            return List.of();
        }
        return List.of(
                new MembersChanged(
                        envelope.source(envelope.chat()),
                        true,
                        VkTeamsPeople.users(json.objects("members")),
                        null,
                        envelope.receivedAt()));
    }

    private static boolean isRefusal(WireObject json) {
        return json.has("ok") && !json.flag("ok");
    }
}
