package dev.tributary.processor.embed;

import dev.tributary.archive.vectors.VectorIndexer;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Indexes the backlog on a thread of its own, while live texts go on.
final class Indexing implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Indexing.class);

    private final VectorIndexer indexer;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("vector-index").factory());
    private @Nullable Future<?> run;

    Indexing(VectorIndexer indexer) {
        this.indexer = indexer;
    }

    /// Whether a run is under way, or has ended and was not yet asked for.
    boolean isTaken() {
        return run != null;
    }

    void start() {
        run = thread.submit(this::index);
    }

    /// True once for each run that has ended.
    boolean hasEnded() {
        if (run == null || !run.isDone()) {
            return false;
        }
        run = null;
        return true;
    }

    private void index() {
        try {
            indexer.indexBacklog();
        } catch (SQLException e) {
            log.atWarn()
                    .addKeyValue("error", e.getMessage())
                    .log("The vector index was not built; searches scan the backlog meanwhile");
        }
    }

    /// Ends a run under way; what it had done is cleared up by the next one.
    @Override
    public void close() {
        try {
            indexer.cancel();
        } catch (SQLException e) {
            log.atDebug()
                    .addKeyValue("error", e.getMessage())
                    .log("Postgres was not told to stop building the vector index");
        }
        // Waits: the archive is closed after us.
        thread.close();
    }
}
