package dev.tributary.standalone.telegram;

import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.PageRequest;
import dev.tributary.contract.question.Question;
import dev.tributary.query.QueryEngine;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Channel;
import dev.tributary.simulator.telegram.town.Chat;
import dev.tributary.simulator.telegram.town.Group;
import dev.tributary.simulator.telegram.town.Person;
import dev.tributary.simulator.telegram.town.Post;
import dev.tributary.simulator.telegram.town.PrivateChat;
import dev.tributary.simulator.telegram.town.Town;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Messages that nobody edits or deletes, said in any chat while others talk, and the time from
/// each one's saying until a text search finds it for every account that is in its chat. Asked
/// every few milliseconds, so each time is too long by as much.
final class Probes implements AutoCloseable {

    private static final int MOST_ACCOUNTS = 8;
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(10);

    private final Town town;
    private final QueryEngine engine;
    private final Random random = new Random(7);
    private final Queue<Said> waiting = new ConcurrentLinkedQueue<>();
    private final List<Duration> times = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    private final Future<?> talk;
    private final Future<?> questions;

    /// @param accounts that must find it
    private record Said(String word, long accounts, long nanoTime) {}

    private Probes(Town town, QueryEngine engine, int perSecond) {
        this.town = town;
        this.engine = engine;
        this.talk =
                threads.scheduleAtFixedRate(
                        this::say, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
        this.questions =
                threads.scheduleWithFixedDelay(
                        this::search, 0, BETWEEN_QUESTIONS.toMillis(), TimeUnit.MILLISECONDS);
    }

    static Probes start(Town town, QueryEngine engine, int perSecond) {
        return new Probes(town, engine, perSecond);
    }

    private void say() {
        List<Account> accounts = town.accounts();
        Account account = accounts.get(random.nextInt(accounts.size()));
        String word = word(random);
        synchronized (town) {
            List<Chat> chats = List.copyOf(account.chats().values());
            Chat chat = chats.get(random.nextInt(chats.size()));
            town.post(chat, somebody(chat), Post.text("is " + word + " already here"));
            long members = accounts.stream().filter(each -> chat.has(each.person())).count();
            waiting.add(new Said(word, members, System.nanoTime()));
        }
    }

    /// A word that no other resembles: a search that finds nothing goes on to similar words.
    static String word(Random random) {
        return random.ints(12, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Person somebody(Chat chat) {
        return switch (chat) {
            case PrivateChat talk -> talk.other();
            case Group group -> group.creator();
            case Channel channel -> channel.creator();
        };
    }

    private void search() {
        for (Iterator<Said> each = waiting.iterator(); each.hasNext(); ) {
            Said said = each.next();
            if (found(said.word()) >= said.accounts()) {
                times.add(Duration.ofNanos(System.nanoTime() - said.nanoTime()));
                each.remove();
            }
        }
    }

    private long found(String word) {
        Question question =
                new Question.SearchText(word, Filters.NONE, PageRequest.first(MOST_ACCOUNTS));
        try {
            return engine.ask(question).answer() instanceof Answer.Hits hits
                    ? hits.hits().stream()
                            .filter(hit -> hit.message().text().contains(word))
                            .count()
                    : 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /// Nothing more is said; what was said is still searched for.
    void fallSilent() {
        talk.cancel(false);
    }

    /// How many are not found yet.
    ///
    /// @throws IllegalStateException if a defect ended the questions
    int waiting() {
        if (questions.state() == Future.State.FAILED) {
            throw new IllegalStateException("the questions ended", questions.exceptionNow());
        }
        return waiting.size();
    }

    /// The shortest first.
    List<Duration> times() {
        List<Duration> sorted = new ArrayList<>(times);
        sorted.sort(null);
        return sorted;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
