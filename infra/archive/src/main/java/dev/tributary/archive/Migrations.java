package dev.tributary.archive;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the schemas up to date. Programs that start together take turns.
final class Migrations {

    /// Any constant will do; it spells "tributar".
    private static final long TURN = 0x7472696275746172L;

    private static final long SHADOW_CLAIM = TURN + 1;
    private static final int OLDEST_SERVER = 15;

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private final PGSimpleDataSource database;
    private final Duration patience;

    Migrations(PGSimpleDataSource database) {
        this(database, PATIENCE);
    }

    /// @param patience how long to wait for those who read what is to be dropped
    Migrations(PGSimpleDataSource database, Duration patience) {
        this.database = database;
        this.patience = patience;
    }

    void migrateAll() throws SQLException {
        inTurn(() -> {
            migrate(Schema.SHARED, "classpath:db/shared");
            migrate(Schema.LIVE, "classpath:db/archive");
        });
    }

    /// Makes the shadow anew, whatever an interrupted rebuild has left. Both names must be free:
    /// one for the shadow now, the other for the live archive at the end, when it would be too
    /// late.
    ///
    /// @throws IllegalStateException if what is left is being read
    void createShadow() throws SQLException {
        inTurn(() -> {
            require(drop(Schema.REPLACED), Schema.REPLACED);
            require(drop(Schema.SHADOW), Schema.SHADOW);
            migrate(Schema.SHADOW, "classpath:db/archive");
        });
    }

    private static void require(boolean dropped, Schema schema) {
        if (!dropped) {
            throw new IllegalStateException(
                    "the schema \""
                            + schema.sqlName()
                            + "\", which an earlier rebuild left, is still being read; end that"
                            + " session and rebuild again");
        }
    }

    /// Only the holder of the connection may make a shadow; closing it gives the claim back.
    Connection claimShadow() throws SQLException {
        Connection claim = database.getConnection();
        boolean claimed = false;
        try (Statement statement = claim.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select pg_try_advisory_lock(" + SHADOW_CLAIM + ")")) {
            row.next();
            claimed = row.getBoolean(1);
        } finally {
            if (!claimed) {
                claim.close();
            }
        }
        if (!claimed) {
            throw new IllegalStateException(
                    "another rebuild is under way in this database; wait for its end");
        }
        return claim;
    }

    /// Waits for those who read it, but never so long that Postgres sees a deadlock and picks a
    /// reader as its victim.
    ///
    /// @return false if somebody reads it all the time
    boolean drop(Schema schema) throws SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '200ms'");
            while (!tryDrop(statement, schema)) {
                if (System.nanoTime() > deadline) {
                    LOG.atWarn()
                            .addKeyValue("error", schema.sqlName())
                            .log("A schema is still being read; the next rebuild drops it");
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean tryDrop(Statement statement, Schema schema) throws SQLException {
        try {
            statement.execute("drop schema if exists " + schema.sqlName() + " cascade");
            return true;
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private interface Step {
        void run() throws SQLException;
    }

    private void inTurn(Step step) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            check(statement);
            statement.execute("select pg_advisory_lock(" + TURN + ")");
            step.run();
        }
    }

    private void migrate(Schema schema, String scripts) {
        PGSimpleDataSource scoped = Archive.dataSource(database);
        scoped.setCurrentSchema(Schema.SHARED.searchPath());
        // The extensions are usually there already; each would be told as a warning.
        scoped.setOptions("-c client_min_messages=warning");
        // That an extension is there already is no news.
        scoped.setOptions("-c client_min_messages=warning");
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(scoped)
                .defaultSchema(schema.sqlName())
                .schemas(schema.sqlName())
                .locations(scripts)
                .placeholderReplacement(false)
                .load()
                .migrate();
    }

    private static void check(Statement statement) throws SQLException {
        try (ResultSet server =
                statement.executeQuery(
                        """
                        select current_setting('server_version'),
                               current_setting('server_version_num')::int / 10000,
                               pg_encoding_to_char(encoding), lower('Ё') = 'ё', datname
                        from pg_database where datname = current_database()
                        """)) {
            server.next();
            if (server.getInt(2) < OLDEST_SERVER) {
                throw new IllegalStateException(
                        "Postgres is of version \""
                                + server.getString(1)
                                + "\"; the archive needs "
                                + OLDEST_SERVER
                                + " or newer");
            }
            if (!server.getString(3).equals("UTF8") || !server.getBoolean(4)) {
                throw new IllegalStateException(
                        "the database \""
                                + server.getString(5)
                                + "\" does not know Cyrillic letters (encoding "
                                + server.getString(3)
                                + "); create it with encoding UTF8 and a locale such as C.UTF-8");
            }
        }
    }
}
