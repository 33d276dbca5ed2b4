package dev.tributary.archive.examination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.Finding;
import dev.tributary.contract.runtime.Finding.Level;
import dev.tributary.embedded.PrivatePostgres;
import dev.tributary.embedded.TestStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("stack")
class PostgresExaminationIT {

    private final Endpoints.Postgres archive = TestStack.freshDatabase();

    @Test
    void a_database_of_ours_will_do() {
        // When
        List<Finding> findings = examine(archive);

        // Then
        assertThat(findings).allMatch(finding -> finding.level() == Level.OK);
        assertThat(findings)
                .extracting(Finding::sentence)
                .anyMatch(sentence -> sentence.startsWith("it has the extension \"vector\""))
                .anyMatch(sentence -> sentence.startsWith("its clock is right"));
    }

    @Test
    void a_role_that_may_not_make_schemas_is_a_problem() throws Exception {
        // Given
        try (Connection connection =
                        DriverManager.getConnection(
                                archive.jdbcUrl(), archive.user(), archive.password().value());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "revoke create on database " + connection.getCatalog() + " from tributary");
        }

        // When
        List<Finding> findings = examine(archive);

        // Then
        assertThat(findings)
                .filteredOn(finding -> finding.level() == Level.PROBLEM)
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.remedy()).startsWith("grant create on database"));
    }

    @Test
    void who_is_not_let_in_is_told_what_to_correct() {
        // Given
        Endpoints.Postgres wrongPassword =
                new Endpoints.Postgres(archive.jdbcUrl(), archive.user(), new Secret("wrong"));
        Endpoints.Postgres nowhere =
                new Endpoints.Postgres("jdbc:postgresql://127.0.0.1:1/none", "me", new Secret(""));

        // When
        Finding refused = examine(wrongPassword).getFirst();
        Finding absent = examine(nowhere).getFirst();

        // Then
        assertThat(refused.level()).isEqualTo(Level.UNREACHABLE);
        assertThat(refused.remedy()).contains("postgres.password");
        assertThat(absent.level()).isEqualTo(Level.UNREACHABLE);
        assertThat(absent.remedy()).contains("postgres.url");
    }

    @Test
    void an_address_that_is_none_is_told_like_one_that_does_not_answer() {
        // When
        List<Finding> findings =
                examine(
                        new Endpoints.Postgres(
                                "jdbc:postgresql://host:port/none", "me", new Secret("")));

        // Then
        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.UNREACHABLE))
                .satisfies(finding -> assertThat(finding.remedy()).contains("postgres.url"));
    }

    @Test
    void connections_of_others_are_counted(@TempDir Path directory) throws Exception {
        // Given a server most of whose 60 connections an administrator has
        try (PrivatePostgres server = PrivatePostgres.start(directory, 0, null)) {
            String password = Files.readString(directory.resolve("superuser-password")).strip();
            List<Connection> others = new ArrayList<>();
            try {
                for (int i = 0; i < 50; i++) {
                    others.add(
                            DriverManager.getConnection(
                                    server.endpoint().jdbcUrl(), "tributary_admin", password));
                }

                // When
                List<Finding> findings = examine(server.endpoint());

                // Then
                assertThat(findings)
                        .filteredOn(finding -> finding.level() == Level.WARNING)
                        .extracting(Finding::sentence)
                        .anyMatch(sentence ->
                                sentence.endsWith(
                                        "connections are free; a processor"
                                                + " and a query daemon need 12"));
            } finally {
                for (Connection other : others) {
                    other.close();
                }
            }
        }
    }

    private static List<Finding> examine(Endpoints.Postgres postgres) {
        return PostgresExamination.examine(postgres, true, InstantSource.system());
    }
}
