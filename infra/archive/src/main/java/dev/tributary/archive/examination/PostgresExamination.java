package dev.tributary.archive.examination;

import dev.tributary.contract.runtime.ClockSkew;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/// Looks at a Postgres and alters nothing.
public final class PostgresExamination {

    private static final int SECONDS = 10;
    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    private PostgresExamination() {}

    /// @param isFeedWanted whether the change feed is to run on it
    public static List<Finding> examine(
            Endpoints.Postgres postgres, boolean isFeedWanted, InstantSource clock) {
        if (Driver.parseURL(postgres.jdbcUrl(), new Properties()) == null) {
            return List.of(
                    Finding.unreachable(
                            PostgresRequirements.POSTGRES,
                            "\"%s\" is no address of a Postgres".formatted(postgres.jdbcUrl()),
                            "correct postgres.url: jdbc:postgresql://HOST:PORT/DATABASE"));
        }
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(postgres.jdbcUrl());
        database.setUser(postgres.user());
        database.setPassword(postgres.password().value());
        database.setApplicationName("tributary-doctor");
        database.setConnectTimeout(SECONDS);
        database.setSocketTimeout(SECONDS);
        List<Finding> findings = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            findings.add(
                    Finding.ok(PostgresRequirements.POSTGRES, "answers at " + postgres.jdbcUrl()));
            Instant before = clock.instant();
            PostgresFacts facts = PostgresFacts.read(connection);
            findings.add(
                    ClockSkew.judge(
                            PostgresRequirements.POSTGRES, before, facts.time(), clock.instant()));
            findings.addAll(
                    PostgresRequirements.judge(facts, isFeedWanted, isFar(postgres.jdbcUrl())));
        } catch (SQLException e) {
            findings.add(refusal(postgres, e));
        }
        return List.copyOf(findings);
    }

    private static boolean isFar(String url) {
        Properties parts = Driver.parseURL(url, new Properties());
        return parts != null && !HERE.contains(parts.getProperty("PGHOST", "localhost"));
    }

    /// By <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
    private static Finding refusal(Endpoints.Postgres postgres, SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String sentence = "%s: %s".formatted(postgres.jdbcUrl(), e.getMessage());
        String remedy =
                switch (state) {
                    case "28P01" -> "correct postgres.user and postgres.password";
                    case "28000" ->
                            "let pg_hba.conf admit the user \"%s\"".formatted(postgres.user());
                    case "3D000" ->
                            "create database tributary owner \"%s\" encoding 'UTF8' locale 'C.UTF-8' template template0;"
                                    .formatted(postgres.user());
                    default ->
                            "check that it runs (tributary status), postgres.url, and its sslmode"
                                    + " and sslrootcert";
                };
        return Finding.unreachable(PostgresRequirements.POSTGRES, sentence, remedy);
    }
}
