package dev.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.archive.Archive;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.Question.Stats;
import dev.tributary.embedded.TestStack;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Somebody holds a table, so that a question waits in Postgres.
@Tag("stack")
class CancellationIT {

    @Test
    void stopsTheStatementOfAnInterruptedAsker() throws Exception {
        try (Archive archive = Archive.open(TestStack.freshDatabase());
                QueryEngine engine = engine(archive, QueryEngine.TIMEOUT);
                Connection holder = archive.dataSource().getConnection()) {
            // Given
            hold(holder);
            CompletableFuture<Throwable> outcome = new CompletableFuture<>();
            Thread asker =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    engine.ask(new Stats(Filters.NONE));
                                } catch (InterruptedException | RuntimeException e) {
                                    outcome.complete(e);
                                }
                            });
            await().until(() -> waiting(holder) == 1);

            // When
            asker.interrupt();

            // Then
            assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
            await().atMost(Duration.ofSeconds(2)).until(() -> waiting(holder) == 0);
        }
    }

    @Test
    void givesUpAfterItsTimeLimit() throws SQLException {
        try (Archive archive = Archive.open(TestStack.freshDatabase());
                QueryEngine engine = engine(archive, Duration.ofMillis(200));
                Connection holder = archive.dataSource().getConnection()) {
            hold(holder);

            assertThatThrownBy(() -> engine.ask(new Stats(Filters.NONE)))
                    .isInstanceOf(AnswerTooSlow.class);
        }
    }

    private static QueryEngine engine(Archive archive, Duration timeout) {
        Map<String, String> off = Map.of("TRIBUTARY_EMBEDDING_ENABLED", "false");
        return new QueryEngine(
                archive.dataSource(),
                Model.of(SettingsLoader.load(null, off).embedding()),
                Clock.systemUTC(),
                timeout);
    }

    private static void hold(Connection holder) throws SQLException {
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("lock table messages in access exclusive mode");
        }
    }

    private static long waiting(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select count(*) from pg_locks where not granted and database ="
                                        + " (select oid from pg_database where datname ="
                                        + " current_database())")) {
            row.next();
            return row.getLong(1);
        }
    }
}
