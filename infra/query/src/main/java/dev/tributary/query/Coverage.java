package dev.tributary.query;

import dev.tributary.contract.answer.Answer.EmbeddingStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        EmbeddingStatus count(VectorTable table) throws SQLException;
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
    synchronized CompletableFuture<EmbeddingStatus> of(VectorTable table) {
        if (counts != null && counts.isDone()) {
            last = counts.isCompletedExceptionally() ? null : counts.join();
            counts = null;
        }
        Counted known = last != null && last.table().equals(table.name()) ? last : null;
        if (counts == null && (known == null || known.isOld())) {
            counts = CompletableFuture.supplyAsync(() -> count(table), executor);
        }
        if (known != null) {
            return CompletableFuture.completedFuture(known.status());
        }
        return Objects.requireNonNull(counts).thenApply(Counted::status);
    }

    private Counted count(VectorTable table) {
        try {
            return new Counted(table.name(), counting.count(table), System.nanoTime());
        } catch (SQLException e) {
            throw Failures.unreachable(e);
        }
    }

    /// What incomplete vectors mean to one who asks.
    static List<String> degraded(VectorTable table, EmbeddingStatus status) {
        List<String> degraded = new ArrayList<>(table.degraded());
        if (status.embedded() < status.texts()) {
            degraded.add(
                    String.format(
                            Locale.ROOT,
                            "vectors: %.1f %% of the texts have one so far",
                            // Never 100.0 while something is missing.
                            Math.min(99.9, 100 * status.coverage())));
        }
        return degraded;
    }
}
