package dev.tributary.simulator.telegram.rpc;

import dev.tributary.simulator.telegram.tl.TlObject;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Channel;
import dev.tributary.simulator.telegram.town.Group;
import dev.tributary.simulator.telegram.town.Message;
import dev.tributary.simulator.telegram.town.MessageBox;
import dev.tributary.simulator.telegram.town.Peer;
import dev.tributary.simulator.telegram.town.Person;
import dev.tributary.simulator.telegram.town.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Groups, channels and their members as an account sees them.
final class ChatWire {

    private static final int ARCHIVE = 1;
    private static final int TOPIC_COLOR = 0x6fb9f0;

    private ChatWire() {}

    static TlObject group(Account viewer, Group group) {
        return TlObject.of("chat")
                .with("id", group.peer().id())
                .with("title", group.title())
                .with("photo", TlObject.of("chatPhotoEmpty"))
                .with("participants_count", group.members().size())
                .with("date", Wire.seconds(group.created()))
                .with("version", group.version())
                .with("default_banned_rights", noRestrictions())
                .when(group.creator().equals(viewer.person()), "creator")
                .when(!group.has(viewer.person()), "left");
    }

    static TlObject channel(Account viewer, Channel channel) {
        boolean isBroadcast = channel.kind() == Channel.Kind.BROADCAST;
        return TlObject.of("channel")
                .with("id", channel.peer().id())
                .with("access_hash", Wire.accessHash(channel.peer().id()))
                .with("title", channel.title())
                .with("photo", TlObject.of("chatPhotoEmpty"))
                .with("date", Wire.seconds(channel.created()))
                .with("participants_count", channel.members().size())
                .with("default_banned_rights", noRestrictions())
                .when(isBroadcast, "broadcast")
                .when(!isBroadcast, "megagroup")
                .when(channel.kind() == Channel.Kind.FORUM, "forum")
                .when(channel.creator().equals(viewer.person()), "creator")
                .when(!channel.has(viewer.person()), "left");
    }

    private static TlObject noRestrictions() {
        return TlObject.of("chatBannedRights").with("until_date", Integer.MAX_VALUE);
    }

    static TlObject participants(Group group) {
        List<TlObject> members =
                group.members().entrySet().stream()
                        .map(member -> participant(group, member))
                        .toList();
        return TlObject.of("chatParticipants")
                .with("chat_id", group.peer().id())
                .with("participants", members)
                .with("version", group.version());
    }

    private static TlObject participant(Group group, Map.Entry<Person, Instant> member) {
        long id = member.getKey().id();
        if (member.getKey().equals(group.creator())) {
            return TlObject.of("chatParticipantCreator").with("user_id", id);
        }
        return TlObject.of("chatParticipant")
                .with("user_id", id)
                .with("inviter_id", group.creator().id())
                .with("date", Wire.seconds(member.getValue()));
    }

    static TlObject participant(Account viewer, Channel channel, Person member) {
        TlObject participant;
        if (member.equals(channel.creator())) {
            participant =
                    TlObject.of("channelParticipantCreator")
                            .with("admin_rights", TlObject.of("chatAdminRights"));
        } else {
            boolean isSelf = member.equals(viewer.person());
            Instant since = channel.members().getOrDefault(member, channel.created());
            participant =
                    TlObject.of(isSelf ? "channelParticipantSelf" : "channelParticipant")
                            .with("inviter_id", isSelf ? channel.creator().id() : null)
                            .with("date", Wire.seconds(since));
        }
        return participant.with("user_id", member.id());
    }

    static TlObject fullGroup(Group group) {
        return TlObject.of("chatFull")
                .with("id", group.peer().id())
                .with("participants", participants(group))
                .with("notify_settings", Wire.notifySettings())
                .with("available_reactions", TlObject.of("chatReactionsAll"));
    }

    static TlObject fullChannel(Channel channel) {
        boolean showsMembers = channel.kind() != Channel.Kind.BROADCAST;
        return TlObject.of("channelFull")
                .when(showsMembers, "can_view_participants")
                .with("id", channel.peer().id())
                .with("participants_count", channel.members().size())
                .with("chat_photo", TlObject.of("photoEmpty"))
                .with("notify_settings", Wire.notifySettings())
                .with("pts", channel.box().pts())
                .with("available_reactions", TlObject.of("chatReactionsAll"));
    }

    /// @param box the account's or the channel's
    static TlObject dialog(Account viewer, Peer peer, MessageBox box) {
        int top = box.last(peer).map(Message::id).orElse(0);
        return TlObject.of("dialog")
                .with("peer", Wire.peer(peer))
                .with("top_message", top)
                .with("read_inbox_max_id", top)
                .with("read_outbox_max_id", top)
                .with("notify_settings", Wire.notifySettings())
                .with("pts", peer instanceof Peer.Channel ? box.pts() : null)
                .with("folder_id", viewer.isArchived(peer) ? ARCHIVE : null);
    }

    static TlObject topic(Channel forum, Topic topic, int topMessage) {
        return TlObject.of("forumTopic")
                .with("id", topic.id())
                .with("date", Wire.seconds(topic.created()))
                .with("peer", Wire.peer(forum.peer()))
                .with("title", topic.title())
                .with("icon_color", TOPIC_COLOR)
                .with("top_message", topMessage)
                .with("from_id", Wire.peer(topic.creator().peer()))
                .with("notify_settings", Wire.notifySettings());
    }
}
