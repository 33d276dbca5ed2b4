package dev.tributary.ingestor.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.simulator.telegram.PatchedLibrary;
import dev.tributary.simulator.telegram.conduct.Revocation;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Town;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The real TDLib signs in to the simulated Telegram.
@Tag("stack")
@Timeout(180)
class SimulatedSignInIT {

    @TempDir private static Path copies;
    private static PatchedLibrary patched;

    @TempDir private Path directory;

    private final Town town = new Town(Clock.systemUTC());
    private final Account ann = town.addAccount("Ann", "One");
    private final Account ben = town.addAccount("Ben", "Two", "a password");
    private SimulatedTelegram telegram;

    @BeforeAll
    static void patch() throws Exception {
        patched = RealTdLib.patched(copies);
    }

    @BeforeEach
    void start() throws Exception {
        telegram = SimulatedTelegram.start(patched, directory, town);
    }

    @AfterEach
    void stop() throws Exception {
        if (telegram != null) {
            telegram.close();
        }
    }

    @Test
    void a_code_signs_in() throws Exception {
        // When
        TestClient client = telegram.signIn(ann);

        // Then
        assertThat(client.ask("getMe").path("id").asLong()).isEqualTo(ann.person().id());
        assertThat(telegram.simulator().isSignedIn(ann)).isTrue();
    }

    @Test
    void a_wrong_code_is_refused() throws Exception {
        // Given
        TestClient client = telegram.open("ann");
        client.awaitState(TdAuthorization.WaitPhoneNumber.class);
        client.ask("setAuthenticationPhoneNumber", "phone_number", "+" + ann.person().phone());
        client.awaitState(TdAuthorization.WaitCode.class);

        // When
        TdError error = client.askInVain("checkAuthenticationCode", "code", "00000");

        // Then
        assertThat(error).hasMessage("PHONE_CODE_INVALID");
    }

    @Test
    void a_password_is_proved_and_a_wrong_one_is_not() throws Exception {
        // Given
        TestClient client = telegram.open("ben");
        client.awaitState(TdAuthorization.WaitPhoneNumber.class);
        client.givePhoneAndCode(ben);
        client.awaitState(TdAuthorization.WaitPassword.class);

        // When
        TdError error = client.askInVain("checkAuthenticationPassword", "password", "wrong");
        client.ask("checkAuthenticationPassword", "password", "a password");

        // Then
        assertThat(error).hasMessage("PASSWORD_HASH_INVALID");
        client.awaitState(TdAuthorization.Ready.class);
    }

    @Test
    void a_qr_code_that_another_device_accepts_signs_in() throws Exception {
        // Given
        TestClient client = telegram.open("ann");
        client.awaitState(TdAuthorization.WaitPhoneNumber.class);
        client.ask("requestQrCodeAuthentication", "other_user_ids", new long[0]);
        String link = client.awaitState(TdAuthorization.WaitOtherDevice.class).link();

        // When
        telegram.simulator().acceptLogin(URI.create(link), ann);

        // Then
        client.awaitState(TdAuthorization.Ready.class);
        assertThat(client.ask("getMe").path("id").asLong()).isEqualTo(ann.person().id());
    }

    @Test
    void an_account_of_another_data_center_is_found_there() throws Exception {
        // Given
        telegram.simulator().faults().migrate("auth.sendCode", "PHONE_MIGRATE", 2);

        // When
        telegram.signIn(ann);

        // Then
        assertThat(telegram.simulator().rpcLog().records())
                .filteredOn(call -> call.function().equals("auth.sendCode"))
                .extracting(call -> call.refusal().orElse("answered"))
                .containsExactly("PHONE_MIGRATE_2", "answered");
    }

    @ParameterizedTest
    @EnumSource(Revocation.class)
    void a_revoked_key_ends_the_session(Revocation reason) throws Exception {
        // Given
        TestClient client = telegram.signIn(ann);

        // When
        telegram.simulator().revoke(ann, reason);

        // Then
        assertThat(client.awaitState(TdAuthorization.Ending.class).isLost()).isTrue();
        client.awaitState(TdAuthorization.Closed.class);
        assertThat(telegram.simulator().rpcLog().records())
                .anyMatch(call -> call.refusal().filter(reason.name()::equals).isPresent());
    }

    @Test
    void a_banned_account_cannot_sign_in() throws Exception {
        // Given
        telegram.simulator().revoke(ann, Revocation.USER_DEACTIVATED_BAN);
        TestClient client = telegram.open("ann");
        client.awaitState(TdAuthorization.WaitPhoneNumber.class);

        // When
        TdError error =
                client.askInVain(
                        "setAuthenticationPhoneNumber", "phone_number", "+" + ann.person().phone());

        // Then
        assertThat(error).hasMessage("PHONE_NUMBER_BANNED");
    }

    @Test
    void the_library_as_it_is_published_does_not_trust_the_simulator() throws Exception {
        // Given
        try (TdHub hub = TdHub.open(RealTdLib.installed())) {
            TdSession session =
                    SimulatedTelegram.session(
                            directory.resolve("published"), telegram.simulator().port());

            // When
            TestClient.open(hub, session).awaitState(TdAuthorization.WaitPhoneNumber.class);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> telegram.simulator().keyExchanges() >= 2);
        }

        // Then
        assertThat(telegram.simulator().keys()).isZero();
        assertThat(telegram.simulator().rpcLog().records()).isEmpty();
    }
}
