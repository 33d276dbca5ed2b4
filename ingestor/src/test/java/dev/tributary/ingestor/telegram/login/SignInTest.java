package dev.tributary.ingestor.telegram.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.ingestor.telegram.tdlib.TdError;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SignInTest {

    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

    private final ScriptedTd td = new ScriptedTd();
    private final Person person = new Person();

    @Test
    void by_a_code_and_a_password() throws Exception {
        // Given
        td.opensWith("authorizationStateWaitPhoneNumber")
                .on("setAuthenticationPhoneNumber", "authorizationStateWaitCode")
                .on("checkAuthenticationCode", "authorizationStateWaitPassword")
                .on("checkAuthenticationPassword", "authorizationStateReady");
        person.says("+79991234567", "12345", "secret");

        // When
        AccountId owner = signIn(false, null);

        // Then
        assertThat(owner).hasToString("telegram:1001");
        assertThat(person.hidden).containsExactly("Password");
        assertThat(td.asked())
                .contains(
                        "{\"@type\":\"setAuthenticationPhoneNumber\",\"phone_number\":\"+79991234567\"}",
                        "{\"@type\":\"checkAuthenticationCode\",\"code\":\"12345\"}",
                        "{\"@type\":\"checkAuthenticationPassword\",\"password\":\"secret\"}");
    }

    @Test
    void by_another_device_each_link_is_shown_anew() throws Exception {
        // Given
        td.opensWith("authorizationStateWaitPhoneNumber")
                .on(
                        "requestQrCodeAuthentication",
                        "authorizationStateWaitOtherDeviceConfirmation",
                        "authorizationStateWaitOtherDeviceConfirmation",
                        "authorizationStateReady");

        // When
        AccountId owner = signIn(true, null);

        // Then
        assertThat(owner).hasToString("telegram:1001");
        assertThat(person.shown.stream().filter(text -> text.contains("▀"))).hasSize(2);
    }

    @Test
    void a_mistyped_code_may_be_typed_again() throws Exception {
        // Given
        td.opensWith("authorizationStateWaitPhoneNumber")
                .on("setAuthenticationPhoneNumber", "authorizationStateWaitCode")
                .fails("checkAuthenticationCode", new TdError(400, "PHONE_CODE_INVALID"))
                .on("checkAuthenticationCode", "authorizationStateReady");
        person.says("11111", "12345");

        // When
        AccountId owner = signIn(false, "+79991234567");

        // Then
        assertThat(owner).hasToString("telegram:1001");
        assertThat(person.shown).containsExactly("the code is wrong; once more");
    }

    @Test
    void three_wrong_codes_are_enough() {
        TdError wrong = new TdError(400, "PHONE_CODE_INVALID");
        td.opensWith("authorizationStateWaitPhoneNumber")
                .on("setAuthenticationPhoneNumber", "authorizationStateWaitCode")
                .fails("checkAuthenticationCode", wrong, wrong, wrong);
        person.says("1", "2", "3");

        assertThatThrownBy(() -> signIn(false, "+79991234567"))
                .isInstanceOf(LoginRefused.class)
                .hasMessage("the code is wrong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorizationStateWaitRegistration",
                "authorizationStateWaitEmailAddress",
                "authorizationStateWaitEmailCode",
                "authorizationStateWaitPremiumPurchase",
                "authorizationStateWaitSomethingNew",
                "authorizationStateClosed"
            })
    void what_nobody_can_answer_here_ends_it_with_a_sentence(String state) {
        td.opensWith("authorizationStateWaitPhoneNumber").on("setAuthenticationPhoneNumber", state);

        assertThatThrownBy(() -> signIn(false, "+79991234567"))
                .isInstanceOf(LoginRefused.class)
                .message()
                .contains("; ");
        assertThat(td.asked()).noneMatch(function -> function.contains("registerUser"));
    }

    @Test
    void nothing_entered_is_nobody_signed_in() {
        td.opensWith("authorizationStateWaitPhoneNumber");
        person.says("");

        assertThatThrownBy(() -> signIn(false, null))
                .isInstanceOf(LoginRefused.class)
                .hasMessage("nothing was entered, so nobody is signed in");
    }

    private AccountId signIn(boolean qr, @Nullable String phone) throws InterruptedException {
        return new SignIn(td, person, NOON, qr, phone).run();
    }

    private static final class Person implements Prompt {

        private final Deque<String> answers = new ArrayDeque<>();
        final List<String> hidden = new ArrayList<>();
        final List<String> shown = new ArrayList<>();

        void says(String... each) {
            answers.addAll(List.of(each));
        }

        @Override
        public String ask(String question) {
            return answers.remove();
        }

        @Override
        public String askHidden(String question) {
            hidden.add(question);
            return answers.remove();
        }

        @Override
        public void show(String text) {
            shown.add(text);
        }
    }
}
