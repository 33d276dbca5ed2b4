package dev.tributary.simulator.telegram.script;

import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Channel;
import dev.tributary.simulator.telegram.town.Chat;
import dev.tributary.simulator.telegram.town.Person;
import dev.tributary.simulator.telegram.town.Post;
import dev.tributary.simulator.telegram.town.Posting;
import dev.tributary.simulator.telegram.town.Topic;
import dev.tributary.simulator.telegram.town.Town;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// People who talk on and on, in a thread of their own, until [#close]: posts at the rate, and
/// edits and deletes of posts of the last seconds.
public final class LiveScript implements AutoCloseable {

    /// Something that was said.
    ///
    /// @param at when the town had it
    public record Said(Posting posting, String text, Instant at) {}

    private static final int PER_CENT = 100;

    /// Edits and deletes are of one of the last so many posts.
    private static final int RECENT = 200;

    private final Town town;
    private final LiveRate rate;
    private final Texts texts;
    private final Random random;
    private final Consumer<Said> listener;
    private final List<Chat> chats;
    private final Deque<Posting> recent = new ArrayDeque<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("telegram-talk").daemon().factory());
    private final Future<?> talk;
    private volatile long posts;

    private LiveScript(Town town, LiveRate rate, Texts texts, long seed, Consumer<Said> listener) {
        this.town = town;
        this.rate = rate;
        this.texts = texts;
        this.random = new Random(seed);
        this.listener = listener;
        this.chats = chats(town);
        long period = TimeUnit.SECONDS.toNanos(1) / rate.posts();
        this.talk = thread.scheduleAtFixedRate(this::step, 0, period, TimeUnit.NANOSECONDS);
    }

    /// @param listener hears of each post once it is out, from the script's thread; it must not
    ///   wait
    public static LiveScript start(
            Town town, LiveRate rate, Texts texts, long seed, Consumer<Said> listener) {
        return new LiveScript(town, rate, texts, seed, listener);
    }

    private static List<Chat> chats(Town town) {
        Set<Chat> chats = new LinkedHashSet<>();
        for (Account account : town.accounts()) {
            chats.addAll(account.chats().values());
        }
        return List.copyOf(chats);
    }

    /// How many posts there were so far.
    public long posts() {
        return posts;
    }

    private void step() {
        synchronized (town) {
            Chat chat = chats.get(random.nextInt(chats.size()));
            Person author = TownGenerator.author(chat, random);
            String text = "live " + texts.text(random, posts);
            Posting posting = town.post(chat, author, inSomeTopic(chat, Post.text(text)));
            posts++;
            remember(posting);
            listener.accept(new Said(posting, text, town.clock().instant()));
            if (random.nextInt(PER_CENT) < rate.editsOf100()) {
                town.edit(anyRecent(), "edited " + texts.text(random, posts));
            }
            if (random.nextInt(PER_CENT) < rate.deletesOf100()) {
                Posting gone = anyRecent();
                recent.remove(gone);
                town.delete(gone);
            }
        }
    }

    private Post inSomeTopic(Chat chat, Post post) {
        if (chat instanceof Channel channel && !channel.topics().isEmpty()) {
            List<Topic> topics = List.copyOf(channel.topics().values());
            return post.inTopic(topics.get(random.nextInt(topics.size())).id());
        }
        return post;
    }

    private void remember(Posting posting) {
        recent.addLast(posting);
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
    }

    private Posting anyRecent() {
        return new ArrayList<>(recent).get(random.nextInt(recent.size()));
    }

    /// Everybody falls silent; nothing is said after it returns.
    ///
    /// @throws IllegalStateException if a defect stopped the talk before
    @Override
    public void close() {
        thread.close();
        if (talk.state() == Future.State.FAILED) {
            throw new IllegalStateException("the talk stopped before its end", talk.exceptionNow());
        }
    }
}
