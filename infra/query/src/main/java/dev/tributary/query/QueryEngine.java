package dev.tributary.query;

import dev.tributary.contract.answer.Answered;
import dev.tributary.contract.answer.Meta;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.runtime.Endpoints;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// Answers questions. Safe for use by several threads; each question has its own connection.
public final class QueryEngine implements AutoCloseable {

    /// Longer than any honest question needs, short enough for one who waits.
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Answering answering;
    private final Model model;
    private final ExecutorService executor;

    /// @param archive where connections come from; the caller closes it
    /// @param model is closed with this engine
    public QueryEngine(DataSource archive, Model model, Clock clock, Duration timeout) {
        this.executor =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().daemon().name("query-", 0).factory());
        this.model = model;
        this.answering = new Answering(archive, model, clock, timeout, executor);
    }

    /// For a program that asks once: connects when asked, nothing is kept open.
    public static QueryEngine open(
            Endpoints.Postgres postgres, Settings.Embedding embedding, Clock clock) {
        PGSimpleDataSource archive = new PGSimpleDataSource();
        archive.setUrl(postgres.jdbcUrl());
        archive.setUser(postgres.user());
        archive.setPassword(postgres.password().value());
        archive.setApplicationName("tributary-query");
        archive.setReadOnly(true);
        archive.setConnectTimeout(5);
        return new QueryEngine(archive, Model.of(embedding), clock, TIMEOUT);
    }

    /// Blocks until the answer is there. Interrupting the caller stops the statement in Postgres.
    ///
    /// @throws QuestionRefused if the question cannot be answered as it stands
    /// @throws ArchiveUnavailable if Postgres does not answer or holds no archive
    /// @throws AnswerTooSlow if a statement ran into the time limit
    public Answered ask(Question question) throws InterruptedException {
        long start = System.nanoTime();
        Running running = new Running();
        Future<Findings> answer = executor.submit(() -> answering.answer(question, running));
        try {
            Findings found = answer.get();
            Meta meta =
                    new Meta(
                            Duration.ofNanos(System.nanoTime() - start),
                            running.asOf(),
                            found.degraded(),
                            found.fallback(),
                            found.next());
            return new Answered(found.answer(), meta);
        } catch (InterruptedException e) {
            running.cancel();
            throw e;
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
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
        model.close();
    }
}
