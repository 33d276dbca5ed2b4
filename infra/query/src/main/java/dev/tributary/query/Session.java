package dev.tributary.query;

import dev.tributary.contract.question.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One read-only transaction: every statement of a question sees the same archive, because its
/// connection begins them as REPEATABLE READ ([QueryEngine#database]). All but [#cancel] belong to
/// the thread that asks.
final class Session implements AutoCloseable {

    /// How a row becomes a value.
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// Plans are made for the values at hand, because a frequent word and a rare one want opposite
    /// plans; compiling a plan or starting workers takes longer than any of these statements. Two
    /// letters wrong in a word of eight are still similar.
    private static final String SETTINGS =
            "SELECT set_config('statement_timeout', ?, true),"
                    + " set_config('plan_cache_mode', 'force_custom_plan', true),"
                    + " set_config('jit', 'off', true),"
                    + " set_config('pg_trgm.word_similarity_threshold', '0.45', true),"
                    + " set_config('max_parallel_workers_per_gather', '0', true),"
                    + " set_config('search_path', 'tributary, tributary_shared, public', true)";

    private final Connections archive;
    private final Connection connection;
    private final Scope scope;
    private final ScopedTables tables;
    private volatile boolean cancelled;
    private volatile @Nullable PreparedStatement running;

    Session(Connections archive, Scope scope, Duration timeout) throws SQLException {
        this.archive = archive;
        this.scope = scope;
        this.tables = new ScopedTables(scope);
        connection = archive.take();
        try {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            list(Sql.of(SETTINGS, timeout.toMillis() + "ms"), row -> true);
        } catch (SQLException e) {
            // Not closed in order: that says less than what went wrong.
            archive.leave(connection, false);
            throw e;
        }
    }

    /// On what the one who asks may see, as long as the statement names no schema.
    <T> List<T> list(Sql asked, RowReader<T> reader) throws SQLException {
        Sql sql = tables.under(asked);
        try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
            bind(statement, sql.values());
            running = statement;
            if (cancelled) {
                throw new SQLException("cancelled before it ran", "57014");
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(reader.read(found));
                }
            }
            return rows;
        } finally {
            running = null;
        }
    }

    <T> Optional<T> first(Sql sql, RowReader<T> reader) throws SQLException {
        return list(sql, reader).stream().findFirst();
    }

    /// For this transaction only; all in one round trip.
    void set(Map<String, String> settings) throws SQLException {
        Sql select = Sql.of("SELECT");
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            select =
                    select.then(select.values().isEmpty() ? "" : ",")
                            .then(
                                    Sql.of(
                                            "set_config(?, ?, true)",
                                            setting.getKey(),
                                            setting.getValue()));
        }
        list(select, row -> true);
    }

    /// Runs a statement that may take too long to be worth it; empty if it did.
    <T> Optional<List<T>> attempt(Sql sql, Duration timeout, RowReader<T> reader)
            throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            set(Map.of("statement_timeout", timeout.toMillis() + "ms"));
            List<T> rows = list(sql, reader);
            return Optional.of(rows);
        } catch (SQLException e) {
            if (cancelled || !Failures.isCancellation(e)) {
                throw e;
            }
            return Optional.empty();
        } finally {
            if (!cancelled) {
                connection.rollback(before);
            }
        }
    }

    /// For the archive's own readers, within this transaction.
    Connection connection() {
        return connection;
    }

    /// From any thread: stops the statement that runs, and every later one.
    void cancel() {
        cancelled = true;
        PreparedStatement statement = running;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                // The statement has ended by itself, or Postgres is gone: nothing left to stop.
                return;
            }
        }
    }

    /// What the one who asks may see.
    Scope scope() {
        return scope;
    }

    /// Whether the one who asks may not see everything.
    boolean isScoped() {
        return !tables.isWhole();
    }

    boolean isCancelled() {
        return cancelled;
    }

    private void bind(PreparedStatement statement, List<@Nullable Object> values)
            throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            int at = i + 1;
            // No switch: the JVM makes a class for each switch over types when it first runs.
            Object value = values.get(i);
            if (value == null) {
                statement.setNull(at, Types.NULL);
            } else if (value instanceof Instant instant) {
                statement.setObject(at, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
            } else if (value instanceof List<?> texts) {
                statement.setArray(at, connection.createArrayOf("text", texts.toArray()));
            } else {
                statement.setObject(at, value);
            }
        }
    }

    /// Null and Postgres' infinities are no moment.
    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    /// A cancellation may still be on its way to Postgres, and would hit the next question.
    @Override
    public void close() throws SQLException {
        boolean sound = false;
        try {
            if (!cancelled) {
                connection.rollback();
                sound = true;
            }
        } finally {
            archive.leave(connection, sound);
        }
    }
}
