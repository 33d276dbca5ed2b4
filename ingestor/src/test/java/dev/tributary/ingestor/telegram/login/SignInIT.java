package dev.tributary.ingestor.telegram.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.ingestor.telegram.TelegramTown;
import dev.tributary.ingestor.telegram.tdlib.TdHub;
import dev.tributary.ingestor.telegram.tdlib.TdPurpose;
import dev.tributary.simulator.telegram.town.Account;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real library against a server that speaks Telegram's protocol.
@Tag("stack")
@Timeout(180)
class SignInIT {

    @TempDir private Path directory;

    private TelegramTown town;
    private TdHub hub;

    @BeforeEach
    void start() throws Exception {
        town = TelegramTown.start(directory);
        hub = TdHub.open(town.library());
    }

    @AfterEach
    void stop() throws Exception {
        if (hub != null) {
            hub.close();
        }
        if (town != null) {
            town.close();
        }
    }

    @Test
    void five_accounts_in_one_process_by_code_and_password() throws Exception {
        // Given
        List<Account> accounts =
                List.of(
                        town.add("Anna", null),
                        town.add("Boris", "secret"),
                        town.add("Clara", null),
                        town.add("Dmitri", "другой пароль"),
                        town.add("Eva", null));

        // When
        for (Account account : accounts) {
            AccountId owner = town.signIn(hub, account);
            assertThat(owner).isEqualTo(TelegramTown.id(account));
        }

        // Then
        assertThat(accounts).allMatch(town.simulator()::isSignedIn);
        assertThat(town.simulator().violations()).isEmpty();
    }

    @Test
    void by_the_qr_code_as_a_camera_reads_it() throws Exception {
        // Given
        Account anna = town.add("Anna", null);
        Person person =
                new Person(text -> {
                    if (text.contains("▀")) {
                        town.simulator().acceptLogin(URI.create(QrPictureTest.read(text)), anna);
                    }
                });

        // When
        AccountId owner =
                new SignIn(
                                hub.client(town.session(anna), TdPurpose.SIGN_IN),
                                person,
                                Clock.systemUTC(),
                                true,
                                null)
                        .run();

        // Then
        assertThat(owner).isEqualTo(TelegramTown.id(anna));
    }

    @Test
    void a_wrong_code_is_said_and_three_are_enough() throws Exception {
        // Given
        Account anna = town.add("Anna", null);
        Person person = new Person(_ -> {}, "00000", "11110", "22220");

        // When
        assertThatThrownBy(() ->
                        new SignIn(
                                        hub.client(town.session(anna), TdPurpose.SIGN_IN),
                                        person,
                                        Clock.systemUTC(),
                                        false,
                                        TelegramTown.phone(anna))
                                .run())
                // Then
                .isInstanceOf(LoginRefused.class)
                .hasMessage("the code is wrong");
        assertThat(town.simulator().isSignedIn(anna)).isFalse();
    }

    @Test
    void who_signs_out_is_forgotten_by_telegram() throws Exception {
        // Given
        Account anna = town.add("Anna", null);
        town.signIn(hub, anna);
        hub.close();
        hub = TdHub.open(town.library());

        // When
        new SignOut(hub.client(town.session(anna), TdPurpose.SIGN_OUT), Clock.systemUTC()).run();

        // Then
        assertThat(town.simulator().isSignedIn(anna)).isFalse();
    }

    /// Says what was written down, and looks at what is shown.
    private static final class Person implements Prompt {

        interface Eyes {
            void see(String text) throws Exception;
        }

        private final Deque<String> answers;
        private final Consumer<String> eyes;

        Person(Eyes eyes, String... answers) {
            this.answers = new ArrayDeque<>(List.of(answers));
            this.eyes =
                    text -> {
                        try {
                            eyes.see(text);
                        } catch (Exception e) {
                            throw new IllegalStateException("the picture cannot be read", e);
                        }
                    };
        }

        @Override
        public String ask(String question) {
            return answers.remove();
        }

        @Override
        public String askHidden(String question) {
            return answers.remove();
        }

        @Override
        public void show(String text) {
            eyes.accept(text);
        }
    }
}
