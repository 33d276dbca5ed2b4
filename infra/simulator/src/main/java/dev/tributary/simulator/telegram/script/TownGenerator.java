package dev.tributary.simulator.telegram.script;

import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Channel;
import dev.tributary.simulator.telegram.town.Chat;
import dev.tributary.simulator.telegram.town.Entity;
import dev.tributary.simulator.telegram.town.Forward;
import dev.tributary.simulator.telegram.town.Group;
import dev.tributary.simulator.telegram.town.Media;
import dev.tributary.simulator.telegram.town.Person;
import dev.tributary.simulator.telegram.town.Post;
import dev.tributary.simulator.telegram.town.Posting;
import dev.tributary.simulator.telegram.town.PrivateChat;
import dev.tributary.simulator.telegram.town.Reply;
import dev.tributary.simulator.telegram.town.Topic;
import dev.tributary.simulator.telegram.town.Town;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// Builds a town by its plan. The same plan, texts and clock make the same town.
///
/// Of eight chats three are private, two groups, one a supergroup, one a channel and one a
/// supergroup again; the fourth chat is a forum. A sixteenth of each account's chats is archived.
/// One message in ten answers another, one in 25 has bold words, one in 50 is forwarded, one in 100
/// has a file, one in 200 begins an album of two.
public final class TownGenerator {

    private static final int KINDS = 8;
    private static final int FORUM = 3;
    private static final int ARCHIVED = 16;
    private static final int TOPICS = 4;
    private static final int REMEMBERED = 50;
    private static final int FILE_BYTES = 3_000;
    private static final int PHOTO_SIDE = 32;

    private final TownPlan plan;
    private final Texts texts;
    private final Random random;
    private final Town town;
    private final Instant begin;
    private final List<Account> accounts = new ArrayList<>();
    private final List<Person> neighbours = new ArrayList<>();
    private final List<Chat> chats = new ArrayList<>();
    private final Map<Chat, Deque<Posting>> latest = new HashMap<>();
    private long said;

    private TownGenerator(TownPlan plan, Texts texts, Clock clock) {
        this.plan = plan;
        this.texts = texts;
        this.random = new Random(plan.seed());
        this.town = new Town(clock);
        this.begin = clock.instant().minus(plan.age());
    }

    public static Town generate(TownPlan plan, Texts texts, Clock clock) {
        TownGenerator generator = new TownGenerator(plan, texts, clock);
        generator.people();
        generator.chats();
        generator.history();
        return generator.town;
    }

    private void people() {
        for (int i = 1; i <= plan.accounts(); i++) {
            accounts.add(town.addAccount("Account", "Number" + i));
        }
        for (int i = 1; i <= plan.neighbours(); i++) {
            neighbours.add(town.addPerson("Neighbour", "Number" + i));
        }
        for (Account account : accounts) {
            neighbours.stream()
                    .filter(_ -> random.nextInt(3) == 0)
                    .forEach(person -> town.addContact(account, person, random.nextBoolean()));
        }
    }

    private void chats() {
        for (int i = 0; i < plan.chats(); i++) {
            Chat chat = chat(i);
            chats.add(chat);
            if (i % ARCHIVED == ARCHIVED - 1) {
                accounts.stream()
                        .filter(account -> chat.has(account.person()))
                        .forEach(account -> town.archive(account, chat));
            }
        }
    }

    private Chat chat(int number) {
        if (number == FORUM) {
            return forum();
        }
        String title = "Chat number " + number;
        return switch (number % KINDS) {
            case 0, 1, 2 ->
                    town.openPrivateChat(
                            accounts.get(number % accounts.size()),
                            neighbours.get(number % neighbours.size()));
            case 3, 4 -> town.addGroup(title, members(number, 5), begin);
            case 5 -> town.addChannel(title, Channel.Kind.BROADCAST, members(number, 20), begin);
            default -> town.addChannel(title, Channel.Kind.SUPERGROUP, members(number, 30), begin);
        };
    }

    /// A neighbour made it; every third chat has one account in it, others all.
    private List<Person> members(int number, int most) {
        List<Person> members = new ArrayList<>();
        IntStream.range(0, Math.min(most, neighbours.size()))
                .mapToObj(i -> neighbours.get((number + i) % neighbours.size()))
                .forEach(members::add);
        if (number % 3 == 0) {
            members.add(accounts.get(number % accounts.size()).person());
        } else {
            accounts.forEach(account -> members.add(account.person()));
        }
        return members;
    }

    private Channel forum() {
        Channel forum = town.addChannel("Forum", Channel.Kind.FORUM, members(FORUM + 1, 30), begin);
        for (int i = 1; i <= TOPICS; i++) {
            town.openTopic(forum, forum.creator(), "Topic " + i, begin);
        }
        return forum;
    }

    private void history() {
        Duration step = plan.age().dividedBy(Math.max(1, plan.messages()));
        Instant at = begin;
        while (said < plan.messages()) {
            at = at.plus(step);
            Chat chat = chats.get(random.nextInt(chats.size()));
            Person author = author(chat, random);
            Post post = post(chat, at);
            remember(chat, author, post, at);
            if (post.album() != 0) {
                remember(chat, author, Post.text("").with(photo()).inAlbum(post.album()), at);
            }
        }
    }

    private void remember(Chat chat, Person author, Post post, Instant at) {
        Posting posting = town.remember(chat, author, post, at);
        Deque<Posting> recent = latest.computeIfAbsent(chat, _ -> new ArrayDeque<>());
        recent.addLast(posting);
        if (recent.size() > REMEMBERED) {
            recent.removeFirst();
        }
        said++;
    }

    private Post post(Chat chat, Instant at) {
        Post post = Post.text(texts.text(random, said));
        if (chat instanceof Channel channel && channel.kind() == Channel.Kind.FORUM) {
            List<Topic> topics = List.copyOf(channel.topics().values());
            post = post.inTopic(topics.get(random.nextInt(topics.size())).id());
        }
        Deque<Posting> recent = latest.getOrDefault(chat, new ArrayDeque<>());
        if (random.nextInt(10) == 0 && post.topic() == 0 && !recent.isEmpty()) {
            post = post.replying(Reply.to(List.copyOf(recent).get(random.nextInt(recent.size()))));
        }
        if (random.nextInt(25) == 0) {
            post = post.with(Entity.of("Bold", 0, post.text().indexOf(' ')));
        }
        if (random.nextInt(50) == 0) {
            Person origin = neighbours.get(random.nextInt(neighbours.size()));
            post = post.forwarding(new Forward.OfPerson(origin, at.minus(Duration.ofDays(1))));
        }
        if (random.nextInt(200) == 0) {
            return post.with(photo()).inAlbum(said + 1);
        }
        return random.nextInt(100) == 0 ? post.with(document()) : post;
    }

    private Media photo() {
        return new Media.Photo(town.files().put(bytes()), PHOTO_SIDE, PHOTO_SIDE);
    }

    private Media document() {
        return new Media.Document(
                town.files().put(bytes()), "file-" + said + ".bin", "application/octet-stream");
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(1, FILE_BYTES)];
        random.nextBytes(bytes);
        return bytes;
    }

    /// Somebody of the chat.
    static Person author(Chat chat, Random random) {
        List<Person> people =
                switch (chat) {
                    case PrivateChat talk -> List.of(talk.one(), talk.other());
                    case Group group -> List.copyOf(group.members().keySet());
                    case Channel channel -> List.copyOf(channel.members().keySet());
                };
        return people.get(random.nextInt(people.size()));
    }
}
