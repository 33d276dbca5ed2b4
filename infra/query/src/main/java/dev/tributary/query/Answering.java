package dev.tributary.query;

import dev.tributary.archive.vectors.VectorState;
import dev.tributary.archive.vectors.Vectors;
import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.question.Ask;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.question.Question.Around;
import dev.tributary.contract.question.Question.Chats;
import dev.tributary.contract.question.Question.History;
import dev.tributary.contract.question.Question.Recent;
import dev.tributary.contract.question.Question.SearchHybrid;
import dev.tributary.contract.question.Question.SearchSemantic;
import dev.tributary.contract.question.Question.SearchText;
import dev.tributary.contract.question.Question.Stats;
import dev.tributary.contract.question.Question.Status;
import dev.tributary.contract.question.Question.ThreadOf;
import dev.tributary.contract.question.Scope;
import dev.tributary.query.QuestionRefused.Reason;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// From a question to the part of the engine that answers it.
final class Answering {

    private static final String NO_VECTORS =
            "vectors: the configured model has none in this archive yet";
    private static final String OFF = "vectors: they are off (embedding.enabled = false)";

    private final Connections archive;
    private final Model model;
    private final Clock clock;
    private final Duration timeout;
    private final Coverage coverage;
    private final Executor executor;

    Answering(Connections archive, Model model, Clock clock, Duration timeout, Executor executor) {
        this.archive = archive;
        this.model = model;
        this.clock = clock;
        this.timeout = timeout;
        this.executor = executor;
        this.coverage = new Coverage(this::count, executor);
    }

    Findings answer(Ask ask, Running running) throws SQLException {
        try (Session session = new Session(archive, ask.scope(), timeout)) {
            try {
                running.began(session);
                Sight sight = Sight.of(session);
                running.sees(sight.newest());
                return Attachments.on(answer(ask.question(), session, sight), session);
            } catch (SQLException e) {
                throw Failures.translate(e, session);
            }
        }
    }

    private Findings answer(Question question, Session session, Sight sight) throws SQLException {
        return switch (question) {
            case SearchText text -> new TextSearch(session).answer(text, sight.newest());
            case SearchSemantic semantic -> semantic(semantic, session, sight);
            case SearchHybrid hybrid -> hybrid(hybrid, session, sight);
            case Recent recent -> new Context(session).recent(recent, clock.instant());
            case Around around -> new Context(session).around(around);
            case ThreadOf thread -> new Context(session).thread(thread);
            case History history -> new dev.tributary.query.History(session).of(history.ref());
            case Chats chats -> new Counts(session).chats(chats);
            case Stats stats ->
                    new Counts(session)
                            .stats(
                                    stats.filters(),
                                    newest(session).map(VectorState::tableName).orElse(null));
            case Status _ -> status(session);
        };
    }

    private Findings semantic(SearchSemantic asked, Session session, Sight sight)
            throws SQLException {
        if (!model.isEnabled()) {
            throw refused(OFF, "set it to true and start the processor, or use search text");
        }
        VectorState table =
                table(session)
                        .orElseThrow(() ->
                                refused(
                                        NO_VECTORS,
                                        "let the processor run for a while (query-cli"
                                                + " status shows it), or use search"
                                                + " text"));
        var counted = coverage.of(session.scope(), table, sight.snapshot());
        SemanticSearch search = new SemanticSearch(session, table, vector(asked.query()));
        return search.answer(asked, sight.newest(), VectorCounts.degraded(table, counted.join()));
    }

    private Findings hybrid(SearchHybrid asked, Session session, Sight sight) throws SQLException {
        Instant asOf = sight.newest();
        if (!model.isEnabled()) {
            return new HybridSearch(session, null).answer(asked, asOf, List.of(OFF));
        }
        Optional<VectorState> table = table(session);
        if (table.isEmpty()) {
            return new HybridSearch(session, null).answer(asked, asOf, List.of(NO_VECTORS));
        }
        var counted = coverage.of(session.scope(), table.get(), sight.snapshot());
        SemanticSearch semantic = new SemanticSearch(session, table.get(), vector(asked.query()));
        return new HybridSearch(session, semantic)
                .answer(asked, asOf, VectorCounts.degraded(table.get(), counted.join()));
    }

    /// Made beside the statements that do not need it.
    private CompletableFuture<float[]> vector(String question) {
        return CompletableFuture.supplyAsync(() -> model.embed(question), executor);
    }

    private Optional<VectorState> table(Session session) throws SQLException {
        return Vectors.state(session.connection(), model.embedder().fingerprint());
    }

    private Findings status(Session session) throws SQLException {
        Optional<VectorState> vectors = newest(session);
        Counts counts = new Counts(session);
        return Findings.of(
                new Answer.ArchiveStatus(
                        counts.accounts(),
                        vectors.isEmpty() ? null : VectorCounts.of(session, vectors.get()).status(),
                        counts.positions()));
    }

    /// The model that came last, for those who only count.
    private static Optional<VectorState> newest(Session session) throws SQLException {
        return Vectors.models(session.connection()).stream().findFirst();
    }

    private Coverage.Figure count(Scope scope, VectorState vectors) throws SQLException {
        try (Session session = new Session(archive, scope, timeout)) {
            return VectorCounts.of(session, vectors);
        }
    }

    private static QuestionRefused refused(String message, String hint) {
        return new QuestionRefused(Reason.NO_VECTORS, message, hint);
    }
}
