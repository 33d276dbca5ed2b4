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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/// Messages that nobody edits or deletes, said in any chat while others talk, and the time from
/// each one's saying until a text search finds it for every account that is in its chat. They are
/// said at a fixed rate, however long the others wait. Each time ends with the answer of the search
/// and is too long by the pause between two looks.
final class Probes implements AutoCloseable {

    private static final int MOST_ACCOUNTS = 8;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private static final String NEWEST = "select text from messages where sent_at >= ?";

    /// What a probe says, with its word.
    static final Pattern PROBE = Pattern.compile("is ([a-z]{12}) already here");

    private final Town town;
    private final DataSource archive;
    private final QueryEngine engine;
    private final Random random = new Random(7);
    private final Queue<Said> waiting = new ConcurrentLinkedQueue<>();
    private final List<Duration> times = new CopyOnWriteArrayList<>();
    private final Map<String, Instant> saidAt = new ConcurrentHashMap<>();
    private final Map<String, Instant> foundAt = new ConcurrentHashMap<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    private final Future<?> talk;
    private final Future<?> questions;

    /// @param accounts that must find it
    private record Said(String word, long accounts, Instant at) {}

    private Probes(Town town, DataSource archive, QueryEngine engine, int perSecond) {
        this.town = town;
        this.archive = archive;
        this.engine = engine;
        this.talk =
                threads.scheduleAtFixedRate(
                        this::say, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
        this.questions =
                threads.scheduleWithFixedDelay(
                        this::search, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    static Probes start(Town town, DataSource archive, QueryEngine engine, int perSecond) {
        return new Probes(town, archive, engine, perSecond);
    }

    private void say() {
        List<Account> accounts = town.accounts();
        Account account = accounts.get(random.nextInt(accounts.size()));
        String word = word(random);
        synchronized (town) {
            List<Chat> chats = List.copyOf(account.chats().values());
            Chat chat = chats.get(random.nextInt(chats.size()));
            Instant at = Instant.now();
            saidAt.put(word, at);
            town.post(chat, somebody(chat), Post.text("is " + word + " already here"));
            long members = accounts.stream().filter(each -> chat.has(each.person())).count();
            waiting.add(new Said(word, members, at));
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

    /// Those that the archive has: a search in vain is the dearest there is, and all that wait,
    /// asked again and again, would be what makes them wait.
    private void search() {
        Map<String, Integer> archived = archived();
        waiting.removeIf(said -> {
            boolean isFound =
                    archived.getOrDefault(said.word(), 0) >= said.accounts()
                            && found(said.word()) >= said.accounts();
            if (isFound) {
                Instant now = Instant.now();
                foundAt.put(said.word(), now);
                times.add(Duration.between(said.at(), now));
            }
            return isFound;
        });
    }

    /// Words to how many accounts have them.
    private Map<String, Integer> archived() {
        Map<String, Integer> words = new HashMap<>();
        Said oldest = waiting.peek();
        if (oldest == null) {
            return words;
        }
        try (Connection connection = archive.getConnection();
                PreparedStatement newest = connection.prepareStatement(NEWEST)) {
            newest.setObject(1, oldest.at().minusSeconds(1).atOffset(ZoneOffset.UTC));
            for (ResultSet row = newest.executeQuery(); row.next(); ) {
                Matcher probe = PROBE.matcher(row.getString(1));
                if (probe.matches()) {
                    words.merge(probe.group(1), 1, Integer::sum);
                }
            }
            return words;
        } catch (SQLException e) {
            throw new IllegalStateException("the archive does not answer", e);
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

    Map<String, Instant> saidAt() {
        return Map.copyOf(saidAt);
    }

    Map<String, Instant> foundAt() {
        return Map.copyOf(foundAt);
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
