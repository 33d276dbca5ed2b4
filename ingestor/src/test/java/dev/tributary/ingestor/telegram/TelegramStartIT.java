package dev.tributary.ingestor.telegram;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.embedded.TestStack;
import dev.tributary.ingestor.IngestorProcess;
import dev.tributary.ingestor.telegram.tdlib.TdLibrary;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The program itself, started before its Telegram accounts can be read.
@Tag("stack")
@Timeout(180)
class TelegramStartIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String LIBRARY = "libtdjson.so";

    @TempDir private Path directory;

    @Test
    void without_tdlib_it_ends_and_says_how_to_get_it() throws Exception {
        // Given
        IngestorProcess program = program("0".repeat(64));

        // When
        Process ingestor = program.start();

        // Then
        assertThat(ingestor.waitFor(PATIENCE.toSeconds(), SECONDS)).isTrue();
        assertThat(ingestor.exitValue()).isEqualTo(ExitCode.NOTHING_REACHABLE);
        assertThat(program.log())
                .contains("the account \"me\" is not read: TDLib is not at")
                .contains("\"ingestor telegram install\" gets it")
                .contains("no account is left to listen to");
    }

    @Test
    void with_a_library_that_the_system_cannot_load_it_ends_and_says_so() throws Exception {
        // Given
        Path library = Files.writeString(directory.resolve(LIBRARY), "no library");
        IngestorProcess program = program(TdLibrary.sha256(library));

        // When
        Process ingestor = program.start();

        // Then
        assertThat(ingestor.waitFor(PATIENCE.toSeconds(), SECONDS)).isTrue();
        assertThat(ingestor.exitValue()).isEqualTo(ExitCode.NOTHING_REACHABLE);
        assertThat(program.log())
                .contains("the account \"me\" is not read: this system cannot load the library");
    }

    private IngestorProcess program(String sha256) throws IOException {
        return new IngestorProcess(
                directory,
                TestStack.kafka(),
                """
                [telegram]
                api_id = 1
                api_hash = "0123456789abcdef0123456789abcdef"
                library = "%s"
                library_sha256 = "%s"
                [telegram.me]
                """
                        .formatted(LIBRARY, sha256));
    }

    @Test
    void without_a_login_it_ends_and_says_how_to_sign_in() throws Exception {
        // Given
        Town town = new Town(Clock.systemUTC());
        Account anna = town.addAccount("Anna", "One");
        try (LocalTelegram telegram = LocalTelegram.open(town, directory)) {
            TelegramProgram program = new TelegramProgram(directory, telegram, anna);

            // When
            Process ingestor = program.start();

            // Then
            assertThat(ingestor.waitFor(PATIENCE.toSeconds(), SECONDS)).isTrue();
            assertThat(ingestor.exitValue()).isEqualTo(ExitCode.NOTHING_REACHABLE);
            assertThat(program.log())
                    .contains("the account \"me\" is not read: nobody is signed in; sign in by")
                    .contains("\"ingestor telegram login --name me\"")
                    .contains("no account is left to listen to");
        }
    }

    @Test
    void where_it_shall_stay_it_reads_an_account_as_soon_as_somebody_signs_in() throws Exception {
        // Given
        Town town = new Town(Clock.systemUTC());
        Account anna = town.addAccount("Anna", "One");
        try (LocalTelegram telegram = LocalTelegram.open(town, directory)) {
            TelegramProgram program = new TelegramProgram(directory, telegram, anna);
            Process ingestor = program.start("--even-without-accounts");
            await().atMost(PATIENCE).until(() -> program.log().contains("nobody is signed in"));

            // When
            Process login = program.login();

            // Then
            assertThat(login.waitFor(PATIENCE.toSeconds(), SECONDS)).isTrue();
            assertThat(login.exitValue()).as(program::log).isEqualTo(ExitCode.OK);
            program.awaitReading(PATIENCE);
            ingestor.destroy();
            assertThat(ingestor.waitFor(10, SECONDS)).isTrue();
            assertThat(ingestor.exitValue()).isEqualTo(ExitCode.OK);
            assertThat(telegram.telegram().violations()).isEmpty();
        }
    }
}
