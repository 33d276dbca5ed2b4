package dev.tributary.simulator.telegram.rpc;

import dev.tributary.simulator.telegram.mtproto.Refusal;
import dev.tributary.simulator.telegram.tl.TlObject;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Channel;
import dev.tributary.simulator.telegram.town.Chat;
import dev.tributary.simulator.telegram.town.Message;
import dev.tributary.simulator.telegram.town.MessageBox;
import dev.tributary.simulator.telegram.town.Peer;
import dev.tributary.simulator.telegram.town.Topic;
import dev.tributary.simulator.telegram.town.Town;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Messages by place and by id, and the topics of a forum.
final class HistoryCalls {

    private static final int LARGEST_PAGE = 100;

    private final Town town;
    private final MessageWire messages;

    HistoryCalls(Town town, MessageWire messages) {
        this.town = town;
        this.messages = messages;
    }

    void into(Functions functions) {
        functions.toAccounts("messages.getHistory", this::history);
        functions.toAccounts("messages.getReplies", this::replies);
        functions.toAccounts("messages.search", this::search);
        functions.toAccounts("messages.getMessages", this::boxMessages);
        functions.toAccounts("channels.getMessages", this::channelMessages);
        functions.toAccounts("messages.getForumTopics", this::topics);
        functions.toAccounts("messages.getForumTopicsByID", this::topicsById);
    }

    private TlObject history(Caller caller, TlObject function) {
        Place place = place(caller, function.object("peer"));
        return page(caller.account(), place, function, _ -> true);
    }

    private TlObject replies(Caller caller, TlObject function) {
        Place place = place(caller, function.object("peer"));
        int topic = function.integer("msg_id");
        return page(
                caller.account(),
                place,
                function,
                message -> message.post().topic() == topic || message.id() == topic);
    }

    /// TDLib looks for pinned messages this way; of other filters it is told nothing.
    private TlObject search(Caller caller, TlObject function) {
        Place place = place(caller, function.object("peer"));
        boolean isForPinned = function.object("filter").is("inputMessagesFilterPinned");
        return page(
                caller.account(), place, function, message -> isForPinned && message.isPinned());
    }

    private Place place(Caller caller, TlObject input) {
        Account account = caller.account();
        Peer peer = Wire.peer(account, input);
        return switch (peer) {
            case Peer.User _ -> new Place(peer, account.box());
            case Peer.Channel _ -> new Place(peer, ChatCalls.channel(town, account, peer).box());
            case Peer.Group _ -> {
                Chat chat = account.chats().get(peer);
                if (chat == null) {
                    throw new Refusal(403, "CHAT_FORBIDDEN");
                }
                yield new Place(peer, account.box());
            }
        };
    }

    private TlObject page(
            Account account, Place place, TlObject function, Predicate<Message> isWanted) {
        List<Message> all =
                place.box().ids(place.peer()).descendingSet().stream()
                        .map(place.box()::message)
                        .flatMap(Optional::stream)
                        .filter(isWanted)
                        .toList();
        List<Message> page = Page.of(function, LARGEST_PAGE).from(all);
        return answer(account, place, all.size(), page);
    }

    private TlObject answer(Account account, Place place, int count, List<Message> page) {
        TlObject answer;
        if (place.peer() instanceof Peer.Channel) {
            answer =
                    TlObject.of("messages.channelMessages")
                            .with("pts", place.box().pts())
                            .with("count", count);
        } else if (page.size() < count) {
            answer = TlObject.of("messages.messagesSlice").with("count", count);
        } else {
            answer = TlObject.of("messages.messages");
        }
        Bundle bundle = new Bundle(town, account).with(place.peer());
        page.forEach(bundle::with);
        List<TlObject> found =
                page.stream().map(message -> messages.message(account, message)).toList();
        return bundle.into(answer.with("messages", found));
    }

    private TlObject boxMessages(Caller caller, TlObject function) {
        MessageBox box = caller.account().box();
        return byId(caller.account(), box, TlObject.of("messages.messages"), function);
    }

    private TlObject channelMessages(Caller caller, TlObject function) {
        Place place = place(caller, function.object("channel"));
        TlObject answer =
                TlObject.of("messages.channelMessages")
                        .with("pts", place.box().pts())
                        .with("count", function.objects("id").size());
        return byId(caller.account(), place.box(), answer, function);
    }

    /// Of a message that is no more only its id comes.
    private TlObject byId(Account account, MessageBox box, TlObject answer, TlObject function) {
        Bundle bundle = new Bundle(town, account);
        List<TlObject> found = new ArrayList<>();
        for (TlObject input : function.objects("id")) {
            wanted(box, input)
                    .map(message -> {
                        bundle.with(message);
                        return messages.message(account, message);
                    })
                    .or(() ->
                            input.has("id")
                                    ? Optional.of(
                                            TlObject.of("messageEmpty")
                                                    .with("id", input.integer("id")))
                                    : Optional.empty())
                    .ifPresent(found::add);
        }
        return bundle.into(answer.with("messages", found));
    }

    private static Optional<Message> wanted(MessageBox box, TlObject input) {
        return switch (input.name()) {
            case "inputMessageID" -> box.message(input.integer("id"));
            case "inputMessageReplyTo" ->
                    box.message(input.integer("id"))
                            .flatMap(message -> box.message(message.replyTo()));
            default -> Optional.empty();
        };
    }

    // Topics

    private TlObject topics(Caller caller, TlObject function) {
        Channel forum = forum(caller, function);
        return topics(caller.account(), forum, List.copyOf(forum.topics().values()));
    }

    private TlObject topicsById(Caller caller, TlObject function) {
        Channel forum = forum(caller, function);
        List<Topic> wanted =
                function.integers("topics").stream()
                        .map(id -> Optional.ofNullable(forum.topics().get(id)))
                        .flatMap(Optional::stream)
                        .toList();
        return topics(caller.account(), forum, wanted);
    }

    private Channel forum(Caller caller, TlObject function) {
        Peer peer = Wire.peer(caller.account(), function.object("peer"));
        Channel channel = ChatCalls.channel(town, caller.account(), peer);
        if (channel.kind() != Channel.Kind.FORUM) {
            throw new Refusal(400, "CHANNEL_FORUM_MISSING");
        }
        return channel;
    }

    private TlObject topics(Account account, Channel forum, List<Topic> topics) {
        Bundle bundle = new Bundle(town, account).with(forum.peer());
        List<TlObject> tops = new ArrayList<>();
        List<TlObject> described = new ArrayList<>();
        for (Topic topic : topics) {
            bundle.with(topic.creator());
            Optional<Message> top = top(forum, topic);
            top.ifPresent(message -> {
                bundle.with(message);
                tops.add(messages.message(account, message));
            });
            described.add(ChatWire.topic(forum, topic, top.map(Message::id).orElse(topic.id())));
        }
        return bundle.into(
                TlObject.of("messages.forumTopics")
                        .with("count", forum.topics().size())
                        .with("topics", described)
                        .with("messages", tops)
                        .with("pts", forum.box().pts()));
    }

    private static Optional<Message> top(Channel forum, Topic topic) {
        return forum.box().ids(forum.peer()).descendingSet().stream()
                .map(forum.box()::message)
                .flatMap(Optional::stream)
                .filter(message ->
                        message.post().topic() == topic.id() || message.id() == topic.id())
                .findFirst();
    }

    /// A chat's messages.
    private record Place(Peer peer, MessageBox box) {}
}
