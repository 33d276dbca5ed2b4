package dev.tributary.simulator.telegram.town;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everybody and everything that is said. Its methods may be called from any thread; what they
/// return may be read while holding its lock.
public final class Town {

    private static final long FIRST_PERSON = 1001;
    private static final long FIRST_GROUP = 4001;
    private static final long FIRST_CHANNEL = 5001;

    /// What Telegram's test accounts have in common:
    /// <https://core.telegram.org/api/auth#test-accounts>.
    private static final String TEST_PHONE = "99966";

    private static final String CODE = "12345";

    private final Clock clock;
    private final FileCabinet files = new FileCabinet();
    private final Map<Long, Person> people = new LinkedHashMap<>();
    private final Map<Long, Account> accounts = new LinkedHashMap<>();
    private final Map<Peer, Chat> chats = new LinkedHashMap<>();
    private TownListener listener = TownListener.none();

    public Town(Clock clock) {
        this.clock = clock;
    }

    public synchronized void listen(TownListener newListener) {
        listener = newListener;
    }

    public Clock clock() {
        return clock;
    }

    public FileCabinet files() {
        return files;
    }

    // People and accounts

    public synchronized Person addPerson(String firstName, String lastName) {
        long id = FIRST_PERSON + people.size();
        Person person = new Person(id, firstName, lastName, TEST_PHONE + (10_000 + id));
        people.put(id, person);
        return person;
    }

    public Account addAccount(String firstName, String lastName) {
        return addAccount(firstName, lastName, null);
    }

    /// @param password of the second step, `null` for none
    public synchronized Account addAccount(
            String firstName, String lastName, @Nullable String password) {
        Person person = addPerson(firstName, lastName);
        Account account = new Account(person, CODE, Optional.ofNullable(password), clock);
        accounts.put(person.id(), account);
        return account;
    }

    public synchronized Optional<Person> person(long id) {
        return Optional.ofNullable(people.get(id));
    }

    public synchronized Optional<Account> account(long personId) {
        return Optional.ofNullable(accounts.get(personId));
    }

    public synchronized List<Account> accounts() {
        return List.copyOf(accounts.values());
    }

    public synchronized void addContact(Account account, Person other, boolean isMutual) {
        account.know(other, isMutual);
        listener.contactChanged(account, other);
    }

    public synchronized void removeContact(Account account, Person other) {
        account.unknow(other);
        listener.contactChanged(account, other);
    }

    /// Everybody who has the person among the contacts, or talks with it, is told.
    public synchronized void see(Person person, boolean isOnline) {
        for (Account account : accounts.values()) {
            if (account.contacts().containsKey(person)
                    || account.chats().containsKey(person.peer())) {
                listener.seen(account, person, isOnline);
            }
        }
    }

    // Chats

    public synchronized PrivateChat openPrivateChat(Account account, Person other) {
        PrivateChat chat = new PrivateChat(account.person(), other);
        enter(chat);
        return chat;
    }

    /// @param members the first one made it
    public Group addGroup(String title, List<Person> members) {
        return addGroup(title, members, clock.instant());
    }

    /// @param members the first one made it
    public synchronized Group addGroup(String title, List<Person> members, Instant created) {
        Group group = new Group(FIRST_GROUP + chats.size(), title, members, created);
        chats.put(group.peer(), group);
        enter(group);
        Action creation = new Action.GroupCreated(title, members);
        remember(group, group.creator(), Post.service(creation), created);
        return group;
    }

    /// @param members the first one made it
    public Channel addChannel(String title, Channel.Kind kind, List<Person> members) {
        return addChannel(title, kind, members, clock.instant());
    }

    /// @param members the first one made it
    public synchronized Channel addChannel(
            String title, Channel.Kind kind, List<Person> members, Instant created) {
        long id = FIRST_CHANNEL + chats.size();
        Channel channel = new Channel(id, title, kind, members, created, clock);
        chats.put(channel.peer(), channel);
        enter(channel);
        Action creation = new Action.ChannelCreated(title);
        remember(channel, channel.creator(), Post.service(creation), created);
        return channel;
    }

    private void enter(Chat chat) {
        viewers(chat).forEach(account -> account.enter(chat));
    }

    /// The group or channel; empty for a user's peer.
    public synchronized Optional<Chat> chat(Peer peer) {
        return Optional.ofNullable(chats.get(peer));
    }

    public synchronized Collection<Chat> groupsAndChannels() {
        return List.copyOf(chats.values());
    }

    public synchronized void archive(Account account, Chat chat) {
        account.archive(chat.peerFor(account.person()));
    }

    /// @param forum in which nobody has looked yet
    public synchronized Topic openTopic(
            Channel forum, Person creator, String title, Instant created) {
        Post service = Post.service(new Action.TopicOpened(title));
        Posting opened = remember(forum, creator, service, created);
        Topic topic = new Topic(onlyId(opened), title, creator, created);
        forum.open(topic);
        return topic;
    }

    private static int onlyId(Posting posting) {
        return posting.ids().values().iterator().next();
    }

    public synchronized void rename(Chat chat, Person by, String title) {
        switch (chat) {
            case Group group -> group.rename(title);
            case Channel channel -> channel.rename(title);
            case PrivateChat _ -> throw new IllegalArgumentException("a private chat has no title");
        }
        alter(chat);
        post(chat, by, Post.service(new Action.Renamed(title)));
    }

    public synchronized void join(Chat chat, Person person) {
        switch (chat) {
            case Group group -> group.join(person, clock.instant());
            case Channel channel -> channel.join(person, clock.instant());
            case PrivateChat _ -> throw new IllegalArgumentException("nobody joins a private chat");
        }
        account(person.id()).ifPresent(account -> account.enter(chat));
        alter(chat);
        post(chat, person, Post.service(new Action.Joined(List.of(person))));
    }

    /// Goes by itself. An account keeps what it has seen and hears nothing more.
    public synchronized void leave(Chat chat, Person person) {
        post(chat, person, Post.service(new Action.Left(person)));
        switch (chat) {
            case Group group -> group.leave(person);
            case Channel channel -> channel.leave(person);
            case PrivateChat _ ->
                    throw new IllegalArgumentException("nobody leaves a private chat");
        }
        account(person.id())
                .ifPresent(account -> {
                    account.leave(chat);
                    listener.altered(account, chat);
                });
        alter(chat);
    }

    private void alter(Chat chat) {
        viewers(chat).forEach(account -> listener.altered(account, chat));
    }

    // Messages

    /// Said now, and told to everybody who sees the chat.
    public synchronized Posting post(Chat chat, Person author, Post post) {
        return post(chat, author, post, clock.instant(), true);
    }

    /// Said before anybody looked: to be used before the first client comes, in the order of time.
    public synchronized Posting remember(Chat chat, Person author, Post post, Instant at) {
        return post(chat, author, post, at, false);
    }

    private Posting post(Chat chat, Person author, Post post, Instant at, boolean isLive) {
        Map<MessageBox, Integer> ids = new HashMap<>();
        for (Copy copy : copies(chat)) {
            MessageBox box = copy.box();
            int replyTo =
                    post.reply() == null || !post.reply().to().chat().equals(chat)
                            ? 0
                            : post.reply().to().idIn(box).orElse(0);
            boolean isChannelsVoice =
                    chat instanceof Channel channel && channel.kind() == Channel.Kind.BROADCAST;
            Message message =
                    new Message(
                            box.nextId(),
                            copy.peer(),
                            isChannelsVoice ? null : author,
                            at,
                            null,
                            post,
                            replyTo,
                            false,
                            Map.of());
            ids.put(box, message.id());
            if (isLive) {
                tell(chat, box, box.add(message));
            } else {
                box.addUncounted(message);
            }
        }
        return new Posting(chat, ids);
    }

    /// @return whether it still was there
    public synchronized boolean edit(Posting posting, String text) {
        Instant now = clock.instant();
        boolean isThere = false;
        for (Map.Entry<MessageBox, Integer> copy : posting.ids().entrySet()) {
            Optional<BoxEvent> event =
                    copy.getKey()
                            .change(
                                    copy.getValue(),
                                    BoxEvent.Kind.EDITED,
                                    message -> message.edited(message.post().saying(text), now));
            event.ifPresent(change -> tell(posting.chat(), copy.getKey(), change));
            isThere |= event.isPresent();
        }
        return isThere;
    }

    /// Removes the message for everybody.
    ///
    /// @return whether it still was there
    public synchronized boolean delete(Posting posting) {
        boolean isThere = false;
        for (Map.Entry<MessageBox, Integer> copy : posting.ids().entrySet()) {
            Optional<Message> message = copy.getKey().message(copy.getValue());
            message.ifPresent(gone ->
                    tell(
                            posting.chat(),
                            copy.getKey(),
                            copy.getKey().remove(gone.peer(), List.of(gone.id()))));
            isThere |= message.isPresent();
        }
        return isThere;
    }

    public synchronized void pin(Posting posting, boolean isPinned) {
        BoxEvent.Kind kind = isPinned ? BoxEvent.Kind.PINNED : BoxEvent.Kind.UNPINNED;
        posting.ids()
                .forEach((box, id) ->
                        box.change(id, kind, message -> message.pinned(isPinned))
                                .ifPresent(event -> tell(posting.chat(), box, event)));
    }

    public synchronized void react(Posting posting, String emoji) {
        posting.ids()
                .forEach((box, id) ->
                        box.replace(id, message -> message.reactedWith(emoji))
                                .ifPresent(message ->
                                        viewers(posting.chat(), box)
                                                .forEach(account ->
                                                        listener.reacted(account, message))));
    }

    /// Clients that were away come back too late to be told what changed since.
    public synchronized void forgetEvents() {
        boxes().forEach(MessageBox::forgetEvents);
    }

    /// Clients that missed more changes of a box than that come back too late to be told of them:
    /// `updates.differenceTooLong` and `updates.channelDifferenceTooLong`. It is so for the boxes
    /// that exist now.
    public synchronized void keepEvents(int most) {
        boxes().forEach(box -> box.keepEvents(most));
    }

    private List<MessageBox> boxes() {
        List<MessageBox> boxes = new ArrayList<>();
        accounts.values().forEach(account -> boxes.add(account.box()));
        for (Chat chat : chats.values()) {
            if (chat instanceof Channel channel) {
                boxes.add(channel.box());
            }
        }
        return boxes;
    }

    private void tell(Chat chat, MessageBox box, BoxEvent event) {
        viewers(chat, box).forEach(account -> listener.changed(account, box, event));
    }

    private List<Account> viewers(Chat chat, MessageBox box) {
        return viewers(chat).stream().filter(account -> account.boxOf(chat).equals(box)).toList();
    }

    /// The accounts that are in the chat.
    private List<Account> viewers(Chat chat) {
        return accounts.values().stream().filter(account -> chat.has(account.person())).toList();
    }

    private List<Copy> copies(Chat chat) {
        if (chat instanceof Channel channel) {
            return List.of(new Copy(channel.box(), channel.peer()));
        }
        return viewers(chat).stream()
                .map(account -> new Copy(account.box(), chat.peerFor(account.person())))
                .toList();
    }

    private record Copy(MessageBox box, Peer peer) {}
}
