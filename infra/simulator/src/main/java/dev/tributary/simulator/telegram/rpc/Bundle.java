package dev.tributary.simulator.telegram.rpc;

import dev.tributary.simulator.telegram.tl.TlObject;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Action;
import dev.tributary.simulator.telegram.town.Channel;
import dev.tributary.simulator.telegram.town.Chat;
import dev.tributary.simulator.telegram.town.Entity;
import dev.tributary.simulator.telegram.town.Forward;
import dev.tributary.simulator.telegram.town.Group;
import dev.tributary.simulator.telegram.town.Message;
import dev.tributary.simulator.telegram.town.Peer;
import dev.tributary.simulator.telegram.town.Person;
import dev.tributary.simulator.telegram.town.Post;
import dev.tributary.simulator.telegram.town.PrivateChat;
import dev.tributary.simulator.telegram.town.Town;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The users and chats that an answer mentions: Telegram sends them along, so that a client knows
/// everybody it reads of.
final class Bundle {

    private final Town town;
    private final Account viewer;
    private final Set<Person> people = new LinkedHashSet<>();
    private final Set<Chat> chats = new LinkedHashSet<>();

    Bundle(Town town, Account viewer) {
        this.town = town;
        this.viewer = viewer;
        people.add(viewer.person());
    }

    Bundle with(Peer peer) {
        if (peer instanceof Peer.User user) {
            town.person(user.id()).ifPresent(people::add);
        } else {
            town.chat(peer).ifPresent(this::with);
        }
        return this;
    }

    Bundle with(Person person) {
        people.add(person);
        return this;
    }

    Bundle with(Collection<Person> more) {
        people.addAll(more);
        return this;
    }

    private void with(Chat chat) {
        switch (chat) {
            case Group group -> chats.add(group);
            case Channel channel -> chats.add(channel);
            case PrivateChat talk -> with(talk.peerFor(viewer.person()));
        }
    }

    Bundle with(Message message) {
        with(message.peer());
        if (message.author() != null) {
            people.add(message.author());
        }
        Post post = message.post();
        if (post.forward() instanceof Forward.OfPerson of) {
            people.add(of.author());
        } else if (post.forward() instanceof Forward.OfChannel of) {
            chats.add(of.channel());
        }
        if (post.reply() != null && !post.reply().to().chat().equals(chatOf(message))) {
            withOrigin(post);
        }
        if (post.action() != null) {
            with(post.action());
        }
        for (Entity entity : post.entities()) {
            if (entity.kind().equals("MentionName")) {
                town.person(Long.parseLong(entity.detail())).ifPresent(people::add);
            }
        }
        return this;
    }

    private Chat chatOf(Message message) {
        return viewer.chats()
                .getOrDefault(message.peer(), new PrivateChat(viewer.person(), viewer.person()));
    }

    private void withOrigin(Post post) {
        if (post.reply() == null) {
            return;
        }
        if (post.reply().to().chat() instanceof Channel channel) {
            chats.add(channel);
        }
        post.reply()
                .to()
                .ids()
                .forEach((box, id) ->
                        box.message(id)
                                .ifPresent(origin -> {
                                    if (origin.author() != null) {
                                        people.add(origin.author());
                                    }
                                }));
    }

    private void with(Action action) {
        switch (action) {
            case Action.GroupCreated created -> people.addAll(created.members());
            case Action.Joined joined -> people.addAll(joined.people());
            case Action.Left left -> people.add(left.person());
            case Action.ChannelCreated _,
                    Action.Renamed _,
                    Action.Pinned _,
                    Action.TopicOpened _ -> {
                // They mention nobody.
            }
        }
    }

    /// Sets the answer's `users` and `chats`.
    TlObject into(TlObject answer) {
        return answer.with("users", users()).with("chats", chats());
    }

    private List<TlObject> users() {
        return people.stream().map(person -> PeopleWire.user(viewer, person)).toList();
    }

    private List<TlObject> chats() {
        return chats.stream().map(this::chat).toList();
    }

    private TlObject chat(Chat chat) {
        return switch (chat) {
            case Group group -> ChatWire.group(viewer, group);
            case Channel channel -> ChatWire.channel(viewer, channel);
            case PrivateChat _ ->
                    throw new IllegalStateException("a private chat is sent as its user");
        };
    }
}
