package dev.tributary.simulator.telegram.rpc;

import dev.tributary.simulator.telegram.mtproto.Refusal;
import dev.tributary.simulator.telegram.tl.TlAnswer;
import dev.tributary.simulator.telegram.tl.TlObject;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Channel;
import dev.tributary.simulator.telegram.town.Group;
import dev.tributary.simulator.telegram.town.Peer;
import dev.tributary.simulator.telegram.town.Person;
import dev.tributary.simulator.telegram.town.Town;
import java.util.List;

/// Groups, channels and their members.
final class ChatCalls {

    private static final int LARGEST_PAGE = 200;

    private final Town town;

    ChatCalls(Town town) {
        this.town = town;
    }

    void into(Functions functions) {
        functions.toAccounts("messages.getChats", this::groups);
        functions.toAccounts("channels.getChannels", this::channels);
        functions.toAccounts("messages.getFullChat", this::fullGroup);
        functions.toAccounts("channels.getFullChannel", this::fullChannel);
        functions.toAccounts("channels.getParticipants", this::participants);
        functions.toAccounts("channels.getParticipant", this::participant);
    }

    /// @throws Refusal `CHANNEL_PRIVATE` if the account is not in it
    static Channel channel(Town town, Account account, Peer peer) {
        if (town.chat(peer).orElse(null) instanceof Channel channel
                && channel.has(account.person())) {
            return channel;
        }
        throw new Refusal(400, "CHANNEL_PRIVATE");
    }

    private Channel channel(Caller caller, TlObject input) {
        return channel(town, caller.account(), Wire.peer(caller.account(), input));
    }

    private Group group(Caller caller, long id) {
        if (town.chat(new Peer.Group(id)).orElse(null) instanceof Group group
                && group.has(caller.account().person())) {
            return group;
        }
        throw new Refusal(403, "CHAT_FORBIDDEN");
    }

    private TlAnswer groups(Caller caller, TlObject function) {
        List<TlObject> groups =
                function.numbers("id").stream()
                        .map(id -> ChatWire.group(caller.account(), group(caller, id)))
                        .toList();
        return TlObject.of("messages.chats").with("chats", groups);
    }

    private TlAnswer channels(Caller caller, TlObject function) {
        List<TlObject> channels =
                function.objects("id").stream()
                        .map(input -> ChatWire.channel(caller.account(), channel(caller, input)))
                        .toList();
        return TlObject.of("messages.chats").with("chats", channels);
    }

    private TlObject fullGroup(Caller caller, TlObject function) {
        Group group = group(caller, function.number("chat_id"));
        return new Bundle(town, caller.account())
                .with(group.peer())
                .with(group.members().keySet())
                .into(
                        TlObject.of("messages.chatFull")
                                .with("full_chat", ChatWire.fullGroup(group)));
    }

    private TlObject fullChannel(Caller caller, TlObject function) {
        Channel channel = channel(caller, function.object("channel"));
        return new Bundle(town, caller.account())
                .with(channel.peer())
                .into(
                        TlObject.of("messages.chatFull")
                                .with("full_chat", ChatWire.fullChannel(channel)));
    }

    private TlObject participants(Caller caller, TlObject function) {
        Channel channel = channel(caller, function.object("channel"));
        TlObject filter = function.object("filter");
        if (channel.kind() == Channel.Kind.BROADCAST
                && !channel.creator().equals(caller.account().person())) {
            throw new Refusal(400, "CHAT_ADMIN_REQUIRED");
        }
        List<Person> all =
                channel.members().keySet().stream()
                        .filter(member -> isWanted(filter, channel, caller.account(), member))
                        .toList();
        List<Person> page =
                all.stream()
                        .skip(function.integer("offset"))
                        .limit(Math.min(LARGEST_PAGE, function.integer("limit")))
                        .toList();
        List<TlObject> participants =
                page.stream()
                        .map(member -> ChatWire.participant(caller.account(), channel, member))
                        .toList();
        return new Bundle(town, caller.account())
                .with(channel.peer())
                .with(page)
                .into(
                        TlObject.of("channels.channelParticipants")
                                .with("count", all.size())
                                .with("participants", participants));
    }

    private static boolean isWanted(
            TlObject filter, Channel channel, Account viewer, Person member) {
        return switch (filter.name()) {
            case "channelParticipantsRecent", "channelParticipantsSearch" -> true;
            case "channelParticipantsAdmins" -> member.equals(channel.creator());
            case "channelParticipantsContacts" -> viewer.contacts().containsKey(member);
            default -> false;
        };
    }

    private TlObject participant(Caller caller, TlObject function) {
        Channel channel = channel(caller, function.object("channel"));
        Peer peer = Wire.peer(caller.account(), function.object("participant"));
        Person member =
                town.person(peer.id())
                        .filter(channel::has)
                        .orElseThrow(() -> new Refusal(400, "USER_NOT_PARTICIPANT"));
        return new Bundle(town, caller.account())
                .with(channel.peer())
                .with(member)
                .into(
                        TlObject.of("channels.channelParticipant")
                                .with(
                                        "participant",
                                        ChatWire.participant(caller.account(), channel, member)));
    }
}
