package dev.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tributary.archive.Archive;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.question.Question.Status;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.embedded.PrivatePostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that goes and comes back under an engine that stays.
@Tag("stack")
class PostgresRestartIT {

    private static final Settings.Embedding OFF =
            SettingsLoader.load(null, Map.of("TRIBUTARY_EMBEDDING_ENABLED", "false")).embedding();

    @TempDir private Path directory;

    @BeforeEach
    void letTheServersUserPass() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    }

    @Test
    void isToldAsByAnEngineForOneQuestionAndIsOverWhenTheServerIsBack() throws Exception {
        // Given
        Path home = directory.resolve("postgres");
        Endpoints.Postgres postgres;
        QueryEngine resident;
        try (PrivatePostgres server = PrivatePostgres.start(home, 0, null)) {
            postgres = server.endpoint();
            Archive.open(postgres).close();
            resident = QueryEngine.resident(postgres, OFF, Clock.systemUTC());
            resident.ask(new Status());
        }
        try (resident;
                QueryEngine once = QueryEngine.open(postgres, OFF, Clock.systemUTC())) {

            // When
            Throwable told = catchThrowable(() -> resident.ask(new Status()));

            // Then
            assertThat(told)
                    .isInstanceOf(ArchiveUnavailable.class)
                    .hasMessage(catchThrowable(() -> once.ask(new Status())).getMessage());
            try (PrivatePostgres _ = PrivatePostgres.start(home, 0, null)) {
                assertThat(resident.ask(new Status()).answer()).isNotNull();
            }
            try (PrivatePostgres _ = PrivatePostgres.start(home, 0, null)) {
                assertThat(resident.ask(new Status()).answer()).isNotNull();
            }
        }
        PrivatePostgres.delete(home);
    }
}
