package dev.tributary.query;

import dev.tributary.contract.answer.Answered;
import dev.tributary.contract.answer.Meta;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.question.Ask;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.question.Scope;
import dev.tributary.contract.runtime.Endpoints;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers questions. Safe for use by several threads; each question has its own connection.
public final class QueryEngine implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(QueryEngine.class);

    /// Longer than any honest question needs, short enough for one who waits.
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    /// A transaction can only be told this by what stands before its first statement, and a
    /// statement for it would be a round trip more.
    private static final String ONE_SNAPSHOT = "-c default_transaction_isolation=repeatable\\ read";

    /// Postgres ends a statement by itself after [#TIMEOUT]; who says nothing for longer is gone or
    /// hangs, and would keep a thread and a connection for ever.
    private static final Duration SILENCE = TIMEOUT.plusSeconds(10);

    /// How long an interrupted asker sees to it that its statement ends.
    private static final Duration TO_STOP = Duration.ofSeconds(1);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(80);

    private final Connections archive;
    private final Answering answering;
    private final Model model;
    private final ExecutorService executor;

    /// @param archive where connections come from; the caller closes it. Statements of one question
    ///   see the same rows only if its transactions are REPEATABLE READ
    /// @param model is closed with this engine
    public QueryEngine(DataSource archive, Model model, Clock clock, Duration timeout) {
        this(Connections.from(archive), model, clock, timeout);
    }

    private QueryEngine(Connections archive, Model model, Clock clock, Duration timeout) {
        this.archive = archive;
        this.executor =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().daemon().name("query-", 0).factory());
        this.model = model;
        this.answering = new Answering(archive, model, clock, timeout, executor);
    }

    /// For a program that asks once: connects when asked, nothing is kept open.
    public static QueryEngine open(
            Endpoints.Postgres postgres, Settings.Embedding embedding, Clock clock) {
        return new QueryEngine(once(postgres), Model.of(embedding), clock, TIMEOUT);
    }

    /// The same with a connection that may be open already.
    public static QueryEngine open(
            EarlyConnection early,
            Endpoints.Postgres postgres,
            Settings.Embedding embedding,
            Clock clock) {
        Connections archive = Connections.from(once(postgres));
        return new QueryEngine(
                Connections.early(() -> early.take(postgres), archive),
                Model.of(embedding),
                clock,
                TIMEOUT);
    }

    static DataSource once(Endpoints.Postgres postgres) {
        return database(postgres, "tributary-query");
    }

    /// For a program that stays: keeps a connection for each of the questions that run at the same
    /// time; one that none needed for a minute is closed when the next question ends. Opening is
    /// cheap: it connects when first asked.
    public static QueryEngine resident(
            Endpoints.Postgres postgres, Settings.Embedding embedding, Clock clock) {
        DataSource archive = database(postgres, "tributary-query-daemon");
        return new QueryEngine(new KeptConnections(archive), Model.of(embedding), clock, TIMEOUT);
    }

    static DataSource database(Endpoints.Postgres postgres, String applicationName) {
        PGSimpleDataSource archive = new PGSimpleDataSource();
        archive.setUrl(postgres.jdbcUrl());
        archive.setUser(postgres.user());
        archive.setPassword(postgres.password().value());
        archive.setApplicationName(applicationName);
        archive.setReadOnly(true);
        archive.setConnectTimeout(5);
        archive.setTcpKeepAlive(true);
        archive.setSocketTimeout(Math.toIntExact(SILENCE.toSeconds()));
        String given = archive.getOptions();
        archive.setOptions(given == null ? ONE_SNAPSHOT : given + " " + ONE_SNAPSHOT);
        return archive;
    }

    /// Opens the connection of the first question, which may come meanwhile and waits for it. Where
    /// Postgres does not answer nobody is told: the question connects by itself.
    public void connectAhead() {
        archive.openAhead();
    }

    /// Whether the model is in memory, so that a question by meaning need not wait for it.
    public boolean isModelLoaded() {
        return model.isLoaded();
    }

    /// The version of the Postgres that answers.
    ///
    /// @throws ArchiveUnavailable if none does
    public String postgresVersion() {
        try (Session session = new Session(archive, Scope.ALL, TIMEOUT)) {
            return session.connection().getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw Failures.unreachable(e);
        }
    }

    /// Blocks until the answer is there. Interrupting the caller stops the statement in Postgres.
    ///
    /// @throws QuestionRefused if the question cannot be answered as it stands
    /// @throws ArchiveUnavailable if Postgres does not answer or holds no archive
    /// @throws AnswerTooSlow if a statement ran into the time limit
    public Answered ask(Question question) throws InterruptedException {
        return ask(new Ask(question, Scope.ALL));
    }

    /// The same for one who may not see everything: what lies outside of the scope does not exist
    /// for the question.
    public Answered ask(Ask ask) throws InterruptedException {
        long start = System.nanoTime();
        Running running = new Running();
        Future<Findings> answer = executor.submit(() -> answering.answer(ask, running));
        try {
            Findings found = answer.get();
            Meta meta =
                    new Meta(
                            Duration.ofNanos(System.nanoTime() - start),
                            running.asOf(),
                            found.degraded(),
                            found.fallback(),
                            found.next());
            return new Answered(ScopedAnswer.of(found.answer(), ask.scope()), meta);
        } catch (InterruptedException e) {
            stop(answer, running);
            throw e;
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        }
    }

    /// Asks again and again, because Postgres passes over a cancellation that comes just before its
    /// statement: soon at first, as this happens where statements are short.
    private static void stop(Future<?> answer, Running running) throws InterruptedException {
        long end = System.nanoTime() + TO_STOP.toNanos();
        Duration pause = FIRST_PAUSE;
        while (System.nanoTime() < end) {
            running.cancel();
            try {
                answer.get(pause.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                log.atDebug().log("a cancelled question still runs");
            } catch (ExecutionException e) {
                return;
            }
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        return switch (cause) {
            case CompletionException e -> rethrown(e.getCause());
            case RuntimeException e -> e;
            case SQLException e -> Failures.unreachable(e);
            case Error e -> throw e;
            case null, default -> new IllegalStateException(cause);
        };
    }

    /// Questions that still run are cut off.
    @Override
    public void close() {
        executor.shutdownNow();
        archive.close();
        model.close();
    }
}
