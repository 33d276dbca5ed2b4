package dev.tributary.archive;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.NothingReachable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/// The archive's database: migrated, and with a pool of connections whose search path leads to it.
public final class Archive implements AutoCloseable {

    private static final int CONNECTIONS = 6;

    /// One holds the live archive while the other writes the last events.
    private static final int SHADOW_CONNECTIONS = 2;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final PGSimpleDataSource database;
    private final HikariDataSource pool;

    private Archive(PGSimpleDataSource database, HikariDataSource pool) {
        this.database = database;
        this.pool = pool;
    }

    /// Work that is one transaction.
    public interface Work<T> {
        T run(Connection tx) throws SQLException;
    }

    /// Migrates, then opens the pool.
    ///
    /// @throws NothingReachable if no Postgres answers there
    /// @throws IllegalStateException if it answers and cannot hold the archive
    public static Archive open(Endpoints.Postgres postgres) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(postgres.jdbcUrl());
        database.setUser(postgres.user());
        database.setPassword(postgres.password().value());
        database.setApplicationName("tributary");
        database.setConnectTimeout((int) CONNECT_TIMEOUT.toSeconds());
        database.setTcpKeepAlive(true);
        try {
            new Migrations(database).migrateAll();
        } catch (SQLException | FlywayException e) {
            throw refusal(postgres, e);
        }
        return new Archive(database, pool(database, Schema.LIVE, CONNECTIONS));
    }

    public DataSource dataSource() {
        return pool;
    }

    /// Commits what the work did; whatever it throws rolls everything back.
    public <T> T inTransaction(Work<T> work) throws SQLException {
        return inTransaction(pool, work);
    }

    /// A second, empty archive beside this one.
    ///
    /// @throws IllegalStateException if there is one already
    public ShadowArchive createShadow() throws SQLException {
        Migrations migrations = new Migrations(database);
        Connection claim = migrations.claimShadow();
        boolean created = false;
        try {
            migrations.createShadow();
            ShadowArchive shadow =
                    new ShadowArchive(
                            migrations, claim, pool(database, Schema.SHADOW, SHADOW_CONNECTIONS));
            created = true;
            return shadow;
        } finally {
            if (!created) {
                claim.close();
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    static <T> T inTransaction(DataSource source, Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                T result = work.run(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    connection.rollback();
                }
            }
        }
    }

    /// A copy that can be pointed elsewhere.
    static PGSimpleDataSource dataSource(PGSimpleDataSource model) {
        PGSimpleDataSource copy = new PGSimpleDataSource();
        copy.setUrl(model.getUrl());
        copy.setUser(model.getUser());
        copy.setPassword(model.getPassword());
        return copy;
    }

    private static HikariDataSource pool(PGSimpleDataSource database, Schema schema, int size) {
        PGSimpleDataSource scoped = dataSource(database);
        scoped.setCurrentSchema(schema.searchPath());
        HikariConfig config = new HikariConfig();
        config.setPoolName(schema.sqlName());
        config.setDataSource(scoped);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
        // Words too long for the index are worth a notice to Postgres and none to us.
        config.setConnectionInitSql("set client_min_messages = warning" + patience(schema));
        return new HikariDataSource(config);
    }

    /// A processor that stands still in the middle of a transaction, or whose machine has vanished,
    /// must not keep its successor from the positions that it has locked. A rebuild locks them on
    /// purpose, for as long as it takes.
    private static String patience(Schema schema) {
        return schema == Schema.LIVE ? "; set idle_in_transaction_session_timeout = '20s'" : "";
    }

    private static RuntimeException refusal(Endpoints.Postgres postgres, Exception e) {
        String where = "Postgres at \"" + postgres.jdbcUrl() + "\"";
        if (e instanceof SQLException sql && isUnreachable(sql)) {
            return new NothingReachable(
                    where
                            + " does not answer ("
                            + sql.getMessage()
                            + "); start it, or run \"tributary up\", or correct postgres.url");
        }
        return new IllegalStateException(
                where
                        + " cannot hold the archive: "
                        + e.getMessage()
                        + "; \"query-cli doctor\" says what to change",
                e);
    }

    private static boolean isUnreachable(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }
}
