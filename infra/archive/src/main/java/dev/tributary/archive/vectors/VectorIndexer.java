package dev.tributary.archive.vectors;

import dev.tributary.contract.vector.ModelFingerprint;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a model's backlog into its index while readers and writers go on. A backlog that is large
/// against what is indexed is cheaper to index together with it, anew; a small one goes through the
/// index that is there. Killed at any moment, it leaves nothing wrong: the next run clears up.
public final class VectorIndexer {

    private static final Logger log = LoggerFactory.getLogger(VectorIndexer.class);
    private static final int BATCH = 200;

    /// Beyond it pgvector goes on, on disk and more slowly: enough for 340,000 vectors of 384.
    private static final long MOST_MEMORY_MB = 512;

    private final DataSource archive;
    private final ModelFingerprint fingerprint;
    private final VectorTable table;
    private volatile @Nullable Statement running;
    private volatile boolean cancelled;

    public VectorIndexer(DataSource archive, ModelFingerprint fingerprint) {
        this.archive = archive;
        this.fingerprint = fingerprint;
        this.table = new VectorTable(fingerprint);
    }

    /// Takes as long as it takes: half a minute for 100,000 vectors. Does nothing if another
    /// program is at it.
    ///
    /// @throws SQLException if Postgres fails; running it again continues
    public void indexBacklog() throws SQLException {
        try (Connection connection = archive.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            // An index cannot be built beside writers inside a transaction.
            connection.setAutoCommit(true);
            if (VectorRegistry.number(
                            connection, "select pg_try_advisory_lock(" + lock() + ")::int")
                    == 0) {
                return;
            }
            try {
                index(connection);
            } finally {
                execute(connection, "reset maintenance_work_mem");
                execute(connection, "reset max_parallel_maintenance_workers");
                execute(connection, "select pg_advisory_unlock(" + lock() + ")");
                connection.setAutoCommit(autoCommit);
            }
        }
    }

    /// Ends a run under way, from another thread; there will be no further one.
    public void cancel() throws SQLException {
        cancelled = true;
        Statement statement = running;
        if (statement != null) {
            statement.cancel();
        }
    }

    private String lock() {
        return "hashtextextended('index " + table.name() + "', 0)";
    }

    private void index(Connection connection) throws SQLException {
        VectorState state = Vectors.state(connection, fingerprint).orElseThrow();
        dropOtherIndexes(connection, state.indexed());
        long backlog = Vectors.backlog(connection, state);
        if (backlog == 0) {
            return;
        }
        long start = System.nanoTime();
        long total = Vectors.count(connection, state);
        boolean rebuild = BacklogPlan.rebuilds(total - backlog, backlog);
        if (rebuild) {
            rebuild(connection, state, total);
        } else {
            insert(connection, state);
        }
        log.atInfo()
                .addKeyValue("model", state.model())
                .addKeyValue("count", backlog)
                .addKeyValue("rebuilt", rebuild)
                .addKeyValue("durationMs", (System.nanoTime() - start) / 1_000_000)
                .log("The vector index is up to date");
    }

    /// What was not finished, and what was replaced.
    private void dropOtherIndexes(Connection connection, int indexed) throws SQLException {
        List<String> others = new ArrayList<>();
        String sql =
                "select indexname from pg_indexes where schemaname = '"
                        + VectorTable.SCHEMA
                        + "' and tablename = '"
                        + table.simpleName()
                        + "' and indexname like '%\\_hnsw\\_%' and indexname <> '"
                        + table.index(indexed)
                        + "'";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                others.add(rows.getString(1));
            }
        }
        for (String other : others) {
            execute(connection, "drop index concurrently " + VectorTable.SCHEMA + "." + other);
        }
    }

    private void insert(Connection connection, VectorState state) throws SQLException {
        choose(connection, state, state.indexed(), state.indexed());
        String sql =
                "update %1$s set generation = %2$d where text_hash in (select text_hash from %1$s"
                                .formatted(table.name(), state.indexed())
                        + " where generation > %d and generation < %d limit %d)"
                                .formatted(state.indexed(), VectorTable.OUTPOST, BATCH);
        int moved;
        do {
            try (Statement statement = connection.createStatement()) {
                moved = statement.executeUpdate(sql);
            }
        } while (moved > 0 && !cancelled);
    }

    /// What arrives while the index is built belongs to the next generation, or each of those rows
    /// would pay for a place in the new index at once.
    private void rebuild(Connection connection, VectorState state, long rows) throws SQLException {
        int next = state.filling();
        VectorRegistry.update(connection, fingerprint, "filling = " + (next + 1));
        choose(connection, state, -1, next);
        execute(connection, "set maintenance_work_mem = '" + memoryMb(state, rows) + "MB'");
        // Workers took both processors from live messages, were no faster for it, and need more
        // shared memory than a container has.
        execute(connection, "set max_parallel_maintenance_workers = 0");
        build(connection, table.createIndex(next, true));
        VectorRegistry.update(connection, fingerprint, "indexed = " + next);
        execute(connection, "analyze " + table.name());
        dropOtherIndexes(connection, next);
    }

    /// Which vectors stay beside the index as outposts.
    ///
    /// @param after only vectors of later generations are asked
    /// @param generation of those that no longer are outposts
    private static void choose(Connection connection, VectorState state, int after, int generation)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            OutpostRows outposts = OutpostRows.read(connection, state);
            outposts.offerAfter(after);
            outposts.write(generation);
            connection.commit();
        } finally {
            // Going back to auto-commit would commit half of it.
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void build(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            running = statement;
            statement.execute(sql);
        } finally {
            running = null;
        }
    }

    private static long memoryMb(VectorState state, long rows) {
        long bytesARow = 2L * state.dimension() + 800;
        return Math.clamp(rows * bytesARow / 1_000_000 + 16, 64, MOST_MEMORY_MB);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
