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
/// so it runs beside the question and its result is used for a while; a figure of some seconds ago
/// is as good.
final class Coverage {

    private static final Duration KEPT = Duration.ofSeconds(5);

    interface Counting {
        EmbeddingStatus count(VectorState vectors) throws SQLException;
    }

    private final Counting counting;
    private final Executor executor;

    private record Counted(String table, EmbeddingStatus status, long atNanos) {
        boolean isOld() {
            return System.nanoTime() - atNanos > KEPT.toNanos();
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
    synchronized CompletableFuture<EmbeddingStatus> of(VectorState vectors) {
        if (counts != null && counts.isDone()) {
            last = counts.isCompletedExceptionally() ? null : counts.join();
            counts = null;
        }
        Counted known = last != null && last.table().equals(vectors.tableName()) ? last : null;
        if (counts == null && (known == null || known.isOld())) {
            counts = CompletableFuture.supplyAsync(() -> count(vectors), executor);
        }
        if (known != null) {
            return CompletableFuture.completedFuture(known.status());
        }
        return Objects.requireNonNull(counts).thenApply(Counted::status);
    }

    private Counted count(VectorState vectors) {
        try {
            return new Counted(vectors.tableName(), counting.count(vectors), System.nanoTime());
        } catch (SQLException e) {
            throw Failures.unreachable(e);
        }
    }
}
