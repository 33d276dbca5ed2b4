package dev.tributary.embedded;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.runtime.Endpoints;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// The databases and roles of the cluster, made over a superuser's connection. The application's
/// role owns its database and the schema with the extensions, and is no superuser.
record Databases(int port, Secret superuserPassword, Secret password) {

    static final String APPLICATION = "tributary";

    /// Of a cluster that an earlier build made.
    private static final String SLOW_PASSWORD =
            "SELECT FROM pg_authid WHERE rolname = '"
                    + APPLICATION
                    + "' AND NOT starts_with(rolpassword, '"
                    + ScramVerifier.PREFIX
                    + "')";

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(25);
    private static final String STARTING_UP = "57P03";

    /// Those whose SQL only a superuser may load, see
    /// <https://www.postgresql.org/docs/current/sql-createextension.html>.
    private static final List<String> EXTENSIONS = List.of("vector", "pg_trgm", "unaccent");

    /// Waits out a recovery after a crash.
    ///
    /// @throws IOException if the server ends instead, with its last words
    void awaitReady(Postmaster postmaster, Cluster cluster) throws IOException, SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                superuser("postgres").close();
                return;
            } catch (SQLException e) {
                boolean coming =
                        STARTING_UP.equals(e.getSQLState())
                                || "08001".equals(e.getSQLState())
                                || "08006".equals(e.getSQLState());
                if (!postmaster.isAlive()) {
                    throw new IOException(
                            "the end of its log \"" + cluster.log() + "\":\n" + cluster.lastWords(),
                            e);
                }
                if (!coming || System.nanoTime() > deadline) {
                    throw e;
                }
            }
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Postgres was starting", e);
        }
    }

    /// The pgvector that the server's installation has.
    Optional<PgVectorVersion> offeredPgVector() throws SQLException {
        try (Connection connection = superuser("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT default_version FROM pg_available_extensions"
                                        + " WHERE name = 'vector'")) {
            return rows.next() ? PgVectorVersion.parse(rows.getString(1)) : Optional.empty();
        }
    }

    void createApplication() throws SQLException {
        try (Connection connection = superuser("postgres")) {
            if (!exists(connection, "SELECT FROM pg_roles WHERE rolname = '" + APPLICATION + "'")) {
                execute(
                        connection,
                        "CREATE ROLE "
                                + APPLICATION
                                + " LOGIN REPLICATION PASSWORD '"
                                + ScramVerifier.of(password, new SecureRandom())
                                + "'");
            } else if (exists(connection, SLOW_PASSWORD)) {
                execute(
                        connection,
                        "ALTER ROLE "
                                + APPLICATION
                                + " PASSWORD '"
                                + ScramVerifier.of(password, new SecureRandom())
                                + "'");
            }
        }
        create(APPLICATION);
    }

    /// Safe to repeat: what a crash left undone is done.
    void create(String name) throws SQLException {
        String quoted = "\"" + name.replace("\"", "\"\"") + "\"";
        try (Connection connection = superuser("postgres")) {
            String literal = name.replace("'", "''");
            if (!exists(connection, "SELECT FROM pg_database WHERE datname = '" + literal + "'")) {
                execute(connection, "CREATE DATABASE " + quoted + " OWNER " + APPLICATION);
                execute(connection, "REVOKE CONNECT ON DATABASE " + quoted + " FROM PUBLIC");
            }
        }
        try (Connection connection = superuser(name)) {
            execute(
                    connection,
                    "CREATE SCHEMA IF NOT EXISTS tributary_shared AUTHORIZATION " + APPLICATION);
            for (String extension : EXTENSIONS) {
                execute(
                        connection,
                        "CREATE EXTENSION IF NOT EXISTS " + extension + " SCHEMA tributary_shared");
                updateExtension(connection, extension);
            }
        }
    }

    /// After the installation has got a newer one.
    private static void updateExtension(Connection connection, String extension)
            throws SQLException {
        String outdated =
                "SELECT FROM pg_available_extensions WHERE name = '"
                        + extension
                        + "' AND installed_version <> default_version";
        if (exists(connection, outdated)) {
            execute(connection, "ALTER EXTENSION " + extension + " UPDATE");
        }
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection superuser(String database) throws SQLException {
        Properties properties = new Properties();
        properties.put("user", Cluster.SUPERUSER);
        properties.put("password", superuserPassword.value());
        properties.put("connectTimeout", "10");
        return DriverManager.getConnection(url(database), properties);
    }

    Endpoints.Postgres endpoint(String database) {
        return new Endpoints.Postgres(url(database), APPLICATION, password);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }
}
