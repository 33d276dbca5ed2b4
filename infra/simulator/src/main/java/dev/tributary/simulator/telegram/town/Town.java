package dev.tributary.simulator.telegram.town;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
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
    private final Map<Peer, MemberChat> chats = new LinkedHashMap<>();
    private final Audience audience = new Audience(accounts.values());
    private final PostOffice posts;

    public Town(Clock clock) {
        this.clock = clock;
        this.posts = new PostOffice(clock, audience);
    }

    public synchronized void listen(TownListener listener) {
        audience.listen(listener);
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
        audience.contactChanged(account, other);
    }

    public synchronized void removeContact(Account account, Person other) {
        account.unknow(other);
        audience.contactChanged(account, other);
    }

    /// Everybody who has the person among the contacts, or talks with it, is told.
    public synchronized void see(Person person, boolean isOnline) {
        audience.seen(person, isOnline);
    }

    // Chats

    public synchronized PrivateChat openPrivateChat(Account account, Person other) {
        PrivateChat chat = new PrivateChat(account.person(), other);
        enter(chat);
        return chat;
    }

    /// Made now, and told to its members.
    ///
    /// @param members the first one made it
    public synchronized Group addGroup(String title, List<Person> members) {
        Group group = group(title, members, clock.instant());
        audience.altered(group);
        post(group, group.creator(), creation(group));
        return group;
    }

    /// Made before anybody looked.
    ///
    /// @param members the first one made it
    public synchronized Group addGroup(String title, List<Person> members, Instant created) {
        Group group = group(title, members, created);
        remember(group, group.creator(), creation(group), created);
        return group;
    }

    private Group group(String title, List<Person> members, Instant created) {
        Group group = new Group(FIRST_GROUP + chats.size(), title, members, created);
        chats.put(group.peer(), group);
        enter(group);
        return group;
    }

    private static Post creation(Group group) {
        List<Person> members = List.copyOf(group.members().keySet());
        return Post.service(new Action.GroupCreated(group.title(), members));
    }

    /// Made now, and told to its members.
    ///
    /// @param members the first one made it
    public synchronized Channel addChannel(String title, Channel.Kind kind, List<Person> members) {
        Channel channel = channel(title, kind, members, clock.instant());
        audience.altered(channel);
        post(channel, channel.creator(), Post.service(new Action.ChannelCreated(title)));
        return channel;
    }

    /// Made before anybody looked.
    ///
    /// @param members the first one made it
    public synchronized Channel addChannel(
            String title, Channel.Kind kind, List<Person> members, Instant created) {
        Channel channel = channel(title, kind, members, created);
        Post creation = Post.service(new Action.ChannelCreated(title));
        remember(channel, channel.creator(), creation, created);
        return channel;
    }

    private Channel channel(
            String title, Channel.Kind kind, List<Person> members, Instant created) {
        long id = FIRST_CHANNEL + chats.size();
        Channel channel = new Channel(id, title, kind, members, created, clock);
        chats.put(channel.peer(), channel);
        enter(channel);
        return channel;
    }

    private void enter(Chat chat) {
        audience.viewers(chat).forEach(account -> account.enter(chat));
    }

    /// The group or channel; empty for a user's peer.
    public synchronized Optional<MemberChat> chat(Peer peer) {
        return Optional.ofNullable(chats.get(peer));
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

    public synchronized void rename(MemberChat chat, Person by, String title) {
        chat.rename(title);
        audience.altered(chat);
        post(chat, by, Post.service(new Action.Renamed(title)));
    }

    public synchronized void join(MemberChat chat, Person person) {
        chat.join(person, clock.instant());
        account(person.id()).ifPresent(account -> account.enter(chat));
        audience.altered(chat);
        post(chat, person, Post.service(new Action.Joined(List.of(person))));
    }

    /// Goes by itself. An account keeps what it has seen and hears nothing more.
    public synchronized void leave(MemberChat chat, Person person) {
        post(chat, person, Post.service(new Action.Left(person)));
        chat.leave(person);
        account(person.id())
                .ifPresent(account -> {
                    account.leave(chat);
                    audience.left(account, chat);
                });
        audience.altered(chat);
    }

    // Messages

    /// Said now, and told to everybody who sees the chat.
    public synchronized Posting post(Chat chat, Person author, Post post) {
        return posts.post(chat, author, post, clock.instant(), true);
    }

    /// Said before anybody looked: to be used before the first client comes, in the order of time.
    public synchronized Posting remember(Chat chat, Person author, Post post, Instant at) {
        return posts.post(chat, author, post, at, false);
    }

    /// @return whether it still was there
    public synchronized boolean edit(Posting posting, String text) {
        return posts.edit(posting, text);
    }

    /// Removes the message for everybody.
    ///
    /// @return whether it still was there
    public synchronized boolean delete(Posting posting) {
        return posts.delete(posting);
    }

    public synchronized void pin(Posting posting, boolean isPinned) {
        posts.pin(posting, isPinned);
    }

    public synchronized void react(Posting posting, String emoji) {
        posts.react(posting, emoji);
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
        for (MemberChat chat : chats.values()) {
            if (chat instanceof Channel channel) {
                boxes.add(channel.box());
            }
        }
        return boxes;
    }
}
