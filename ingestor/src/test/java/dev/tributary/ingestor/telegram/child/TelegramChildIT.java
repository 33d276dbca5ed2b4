package dev.tributary.ingestor.telegram.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.ingestor.append.RawLog;
import dev.tributary.ingestor.launch.Relaunch;
import dev.tributary.ingestor.lease.Instance;
import dev.tributary.ingestor.source.AccountState;
import dev.tributary.ingestor.source.AccountStatus;
import dev.tributary.ingestor.telegram.AccountHome;
import dev.tributary.ingestor.telegram.TelegramTown;
import dev.tributary.ingestor.telegram.tdlib.TdHub;
import dev.tributary.simulator.telegram.conduct.Revocation;
import dev.tributary.simulator.telegram.town.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The program itself as a child, with the real library, a real broker and a simulated Telegram.
@Tag("stack")
@Timeout(300)
class TelegramChildIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir private Path directory;

    @Test
    void it_lives_through_a_kill_and_one_account_that_is_signed_out() throws Exception {
        try (TelegramTown town = TelegramTown.start(directory)) {
            // Given
            Account anna = town.add("Anna", null);
            Account boris = town.add("Boris", null);
            town.configuration();
            try (TdHub hub = TdHub.open(town.library())) {
                town.signIn(hub, anna);
                town.signIn(hub, boris);
            }
            TelegramChild child = child(town);
            child.start();
            await().atMost(PATIENCE).until(() -> areConnected(child));
            assertThat(child.accounts().stream().map(AccountStatus::account))
                    .containsExactly(TelegramTown.id(anna), TelegramTown.id(boris));

            // When
            ProcessHandle first = process();
            first.destroyForcibly();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> state(child, 0) instanceof AccountState.BackingOff);
            await().atMost(PATIENCE).until(() -> areConnected(child));
            town.simulator().revoke(boris, Revocation.SESSION_REVOKED);

            // Then
            await().atMost(PATIENCE).until(() -> state(child, 1) instanceof AccountState.Rejected);
            assertThat(state(child, 0)).isInstanceOf(AccountState.Connected.class);
            ProcessHandle last = process();
            child.close();
            assertThat(last.isAlive()).isFalse();
            assertThat(crashes(town)).isEmpty();
            assertThat(town.simulator().violations()).isEmpty();
        }
    }

    @Test
    void accounts_that_nobody_signed_in_end_and_say_what_to_do() throws Exception {
        try (TelegramTown town = TelegramTown.start(directory)) {
            // Given
            town.add("Anna", null);
            town.configuration();
            TelegramChild child = child(town);

            // When
            child.start();
            child.awaitEnd();

            // Then
            assertThat(state(child, 0))
                    .isInstanceOfSatisfying(
                            AccountState.Rejected.class,
                            rejected ->
                                    assertThat(rejected.reason())
                                            .contains("ingestor telegram login --name anna"));
            child.close();
        }
    }

    @Test
    void who_signs_in_later_is_read_and_the_others_go_on() throws Exception {
        try (TelegramTown town = TelegramTown.start(directory)) {
            // Given
            Account anna = town.add("Anna", null);
            Account boris = town.add("Boris", null);
            town.configuration();
            try (TdHub hub = TdHub.open(town.library())) {
                town.signIn(hub, anna);
            }
            TelegramChild child = child(town);
            child.start();
            await().atMost(PATIENCE).until(() -> state(child, 1) instanceof AccountState.Rejected);
            await().atMost(PATIENCE).until(() -> state(child, 0) instanceof AccountState.Connected);

            // When
            try (TdHub hub = TdHub.open(town.library())) {
                AccountId owner = town.signIn(hub, boris);
                AccountHome.of(town.data(), "boris").belongsTo(owner);
            }

            // Then
            await().atMost(PATIENCE).until(() -> areConnected(child));
            child.close();
            assertThat(crashes(town)).isEmpty();
            assertThat(town.simulator().violations()).isEmpty();
        }
    }

    private static TelegramChild child(TelegramTown town) throws IOException {
        return TelegramChild.of(
                town.settings(),
                RawLog.clients(),
                Instance.lasting("telegram-child-it"),
                new Relaunch(town.data(), town.configuration(), Map.of()),
                Clock.systemUTC());
    }

    private static boolean areConnected(TelegramChild child) {
        return child.accounts().stream()
                .allMatch(account -> account.state() instanceof AccountState.Connected);
    }

    private static AccountState state(TelegramChild child, int account) {
        return child.accounts().get(account).state();
    }

    private static ProcessHandle process() {
        return ProcessHandle.current()
                .children()
                .filter(each -> each.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow();
    }

    private static List<Path> crashes(TelegramTown town) throws IOException {
        try (Stream<Path> logs = Files.list(town.data().logs())) {
            return logs.filter(file -> file.getFileName().toString().contains("crash")).toList();
        }
    }
}
