package dev.tributary.query;

import dev.tributary.archive.vectors.VectorState;
import dev.tributary.contract.answer.Answer.EmbeddingStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// How much of the archive has vectors. Counting takes a quarter of a second for 250,000 messages,
/// so a figure is used again: as long as nothing was committed since it was counted, and for some
/// seconds after, while a new one is counted beside the question.
final class Coverage {

    private static final Duration KEPT = Duration.ofSeconds(5);

    interface Counting {
        Figure count(VectorState vectors) throws SQLException;
    }

    private final Counting counting;
    private final Executor executor;

    /// @param snapshot of the count, as Postgres writes it
    record Figure(EmbeddingStatus status, String snapshot) {}

    private record Counted(String table, Figure figure, long atNanos) {

        /// Two equal snapshots see the same rows, however much time is between them.
        boolean isOld(String snapshot) {
            return !figure.snapshot().equals(snapshot)
                    && System.nanoTime() - atNanos > KEPT.toNanos();
        }
    }

    private @Nullable Counted last;
    private @Nullable CompletableFuture<Counted> counts;

    Coverage(Counting counting, Executor executor) {
        this.counting = counting;
        this.executor = executor;
    }

    /// The last figure, while a newer one is counted if it is old; only the first one is to be
    /// waited for.
    ///
    /// @param snapshot what the question sees
    synchronized CompletableFuture<EmbeddingStatus> of(VectorState vectors, String snapshot) {
        if (counts != null && counts.isDone()) {
            last = counts.isCompletedExceptionally() ? null : counts.join();
            counts = null;
        }
        Counted known = last != null && last.table().equals(vectors.tableName()) ? last : null;
        if (counts == null && (known == null || known.isOld(snapshot))) {
            counts = CompletableFuture.supplyAsync(() -> count(vectors), executor);
        }
        if (known != null) {
            return CompletableFuture.completedFuture(known.figure().status());
        }
        return Objects.requireNonNull(counts).thenApply(counted -> counted.figure().status());
    }

    private Counted count(VectorState vectors) {
        try {
            return new Counted(vectors.tableName(), counting.count(vectors), System.nanoTime());
        } catch (SQLException e) {
            throw Failures.unreachable(e);
        }
    }
}
