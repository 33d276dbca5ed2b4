package dev.tributary.query;

import dev.tributary.archive.vectors.VectorState;
import dev.tributary.contract.answer.Answer.EmbeddingStatus;
import dev.tributary.contract.question.Scope;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// How much of what a scope leaves has vectors. Counting takes a quarter of a second for 250,000
/// messages, so a figure is used again: as long as nothing was committed since it was counted, and
/// for some seconds after, while a new one is counted beside the question.
final class Coverage {

    private static final Duration KEPT = Duration.ofSeconds(5);

    /// There are as many scopes as clients are configured; whoever asks by himself has any.
    private static final int MOST_SCOPES = 64;

    interface Counting {
        Figure count(Scope scope, VectorState vectors) throws SQLException;
    }

    private final Counting counting;
    private final Executor executor;

    /// @param snapshot of the count, as Postgres writes it
    record Figure(EmbeddingStatus status, String snapshot) {}

    private record Of(Scope scope, String table) {}

    private record Counted(Figure figure, long atNanos) {

        /// Two equal snapshots see the same rows, however much time is between them.
        boolean isOld(String snapshot) {
            return !figure.snapshot().equals(snapshot)
                    && System.nanoTime() - atNanos > KEPT.toNanos();
        }
    }

    /// @param last null before the first is counted
    /// @param next that is being counted, or was and nobody has looked yet
    private record Known(@Nullable Counted last, @Nullable CompletableFuture<Counted> next) {

        Known settled() {
            if (next == null || !next.isDone()) {
                return this;
            }
            return new Known(next.isCompletedExceptionally() ? null : next.join(), null);
        }

        boolean isWanting(String snapshot) {
            return next == null && (last == null || last.isOld(snapshot));
        }
    }

    /// The one that was not asked for longest comes first.
    private final Map<Of, Known> known = new LinkedHashMap<>(16, 0.75f, true);

    Coverage(Counting counting, Executor executor) {
        this.counting = counting;
        this.executor = executor;
    }

    /// The last figure, while a newer one is counted if it is old; only the first one is to be
    /// waited for.
    ///
    /// @param snapshot what the question sees
    synchronized CompletableFuture<EmbeddingStatus> of(
            Scope scope, VectorState vectors, String snapshot) {
        Of of = new Of(scope, vectors.tableName());
        Known now = known.getOrDefault(of, new Known(null, null)).settled();
        if (now.isWanting(snapshot)) {
            now =
                    new Known(
                            now.last(),
                            CompletableFuture.supplyAsync(() -> count(scope, vectors), executor));
        }
        known.put(of, now);
        if (known.size() > MOST_SCOPES) {
            known.remove(known.keySet().iterator().next());
        }
        return now.last() == null
                ? Objects.requireNonNull(now.next()).thenApply(first -> first.figure().status())
                : CompletableFuture.completedFuture(now.last().figure().status());
    }

    private Counted count(Scope scope, VectorState vectors) {
        try {
            return new Counted(counting.count(scope, vectors), System.nanoTime());
        } catch (SQLException e) {
            throw Failures.unreachable(e);
        }
    }
}
