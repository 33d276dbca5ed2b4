package dev.tributary.ingestor.telegram.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.ingestor.launch.Relaunch;
import dev.tributary.ingestor.source.AccountState;
import dev.tributary.ingestor.source.AccountStatus;
import dev.tributary.ingestor.telegram.tdlib.TdLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The ingestor's side alone: shell scripts stand in for the program that it starts.
@Timeout(60)
class TelegramChildTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String CONNECTED =
            """
            {"accounts":[{"name":"alice","source":"telegram","account":"telegram:1001",\
            "state":"connected","reason":null,"until":null,"last_event_at":null,"processed":3,\
            "saved":3,"failed":0,"skipped":0,"backfill_percent":40}]}\
            """;

    private static final String SIGNED_OUT =
            """
            {"accounts":[{"name":"alice","source":"telegram","account":null,\
            "state":"rejected","reason":"nobody is signed in","saved":0,"failed":0,"skipped":0}]}\
            """;

    private static final String SHA256_OF_NOTHING =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @TempDir private Path directory;

    @Test
    void tells_what_its_process_says_and_hands_it_the_order() throws Exception {
        // Given
        try (TelegramChild child =
                child("read order; echo \"$order\" > order; echo '" + CONNECTED + "'; cat")) {
            // When
            child.start();

            // Then
            await().atMost(PATIENCE).until(() -> alice(child).saved() == 3);
            assertThat(alice(child).state()).isInstanceOf(AccountState.Connected.class);
            assertThat(alice(child).details()).hasToString("{\"backfill_percent\":40}");
            assertThat(ChildOrder.read(Files.readString(directory.resolve("order"))))
                    .isEqualTo(order());
        }
    }

    @Test
    void the_end_of_its_input_stops_it() throws Exception {
        // Given
        TelegramChild child = child("read order; echo '" + CONNECTED + "'; cat; echo over > over");
        child.start();
        await().atMost(PATIENCE).until(() -> alice(child).saved() == 3);

        // When
        child.close();

        // Then
        assertThat(directory.resolve("over")).exists();
        assertThat(alice(child).state()).isInstanceOf(AccountState.Stopped.class);
    }

    @Test
    void a_process_that_dies_is_started_again_and_meanwhile_its_accounts_say_so() throws Exception {
        // Given
        String dying =
                "read order; if [ ! -e died ]; then touch died; kill -SEGV $$; fi; echo '"
                        + CONNECTED
                        + "'; cat";
        try (TelegramChild child = child(dying)) {
            // When
            child.start();

            // Then
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> alice(child).state() instanceof AccountState.BackingOff);
            await().atMost(PATIENCE)
                    .until(() -> alice(child).state() instanceof AccountState.Connected);
        }
    }

    @Test
    void a_process_whose_accounts_have_all_ended_is_not_started_again() throws Exception {
        // Given
        String json =
                """
                {"accounts":[{"name":"alice","source":"telegram","account":null,\
                "state":"rejected","reason":"banned","saved":0,"failed":0,"skipped":0}]}\
                """;
        try (TelegramChild child =
                child("read order; echo x >> starts; echo '" + json + "'; exit 4")) {
            // When
            child.start();
            child.awaitEnd();

            // Then
            assertThat(alice(child).state()).isEqualTo(new AccountState.Rejected("banned"));
            assertThat(Files.readAllLines(directory.resolve("starts"))).hasSize(1);
        }
    }

    @Test
    void without_the_library_nothing_is_started() throws Exception {
        // Given
        TdLibrary absent = new TdLibrary(directory.resolve("libtdjson.so"), "0".repeat(64));
        try (TelegramChild child = child("echo x > started", absent::verify)) {
            // When
            child.start();
            child.awaitEnd();

            // Then
            assertThat(alice(child).state())
                    .isInstanceOfSatisfying(
                            AccountState.Rejected.class,
                            rejected ->
                                    assertThat(rejected.reason())
                                            .contains("ingestor telegram install"));
            assertThat(directory.resolve("started")).doesNotExist();
        }
    }

    @Test
    void a_login_starts_it_anew_with_the_account_that_was_signed_out() throws Exception {
        // Given
        try (TelegramChild child =
                child(
                        "read order; if [ -e telegram/alice/account ]; then echo '"
                                + CONNECTED
                                + "'; else echo '"
                                + SIGNED_OUT
                                + "'; fi; cat")) {
            child.start();
            await().atMost(PATIENCE)
                    .until(() -> alice(child).state() instanceof AccountState.Rejected);

            // When
            logIn();

            // Then
            await().atMost(PATIENCE)
                    .until(() -> alice(child).state() instanceof AccountState.Connected);
        }
    }

    @Test
    void a_login_is_seen_also_after_the_end_of_all_accounts() throws Exception {
        // Given
        try (TelegramChild child =
                child(
                        "read order; if [ -e telegram/alice/account ]; then echo '"
                                + CONNECTED
                                + "'; cat; else echo '"
                                + SIGNED_OUT
                                + "'; exit 4; fi")) {
            child.start();
            child.awaitEnd();

            // When
            logIn();

            // Then
            await().atMost(PATIENCE)
                    .until(() -> alice(child).state() instanceof AccountState.Connected);
        }
    }

    @Test
    void an_installed_library_is_used_without_a_restart() throws Exception {
        // Given
        Path file = directory.resolve("lib").resolve("libtdjson.so");
        TdLibrary library = new TdLibrary(file, SHA256_OF_NOTHING);
        try (TelegramChild child =
                child("read order; echo '" + CONNECTED + "'; cat", library::verify)) {
            child.start();
            child.awaitEnd();

            // When
            Files.createDirectories(file.getParent());
            Files.createFile(file);

            // Then
            await().atMost(PATIENCE)
                    .until(() -> alice(child).state() instanceof AccountState.Connected);
        }
    }

    private void logIn() throws IOException {
        Path account = Files.createDirectories(directory.resolve("telegram").resolve("alice"));
        Files.writeString(account.resolve("account"), "telegram:1001\n");
    }

    private static AccountStatus alice(TelegramChild child) {
        return child.accounts().getFirst();
    }

    private TelegramChild child(String script) throws IOException {
        return child(script, () -> {});
    }

    private TelegramChild child(String script, Runnable check) throws IOException {
        Path file = directory.resolve("child.sh");
        Files.writeString(file, "cd '" + directory + "'\n" + script + "\n");
        return new TelegramChild(
                List.of(AccountStatus.starting("alice", Service.TELEGRAM)),
                List.of("/bin/sh", file.toString()),
                new Relaunch(new DataDirectory(directory), null, Map.of()),
                order(),
                check,
                Clock.systemUTC());
    }

    private static ChildOrder order() {
        return new ChildOrder(
                Map.of("bootstrap.servers", new Secret("localhost:9092")), "embedded-telegram");
    }
}
