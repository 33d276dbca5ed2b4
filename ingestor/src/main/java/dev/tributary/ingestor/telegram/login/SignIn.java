package dev.tributary.ingestor.telegram.login;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import dev.tributary.ingestor.telegram.tdlib.TdAuthorization;
import dev.tributary.ingestor.telegram.tdlib.TdClient;
import dev.tributary.ingestor.telegram.tdlib.TdError;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The way from an opened session to one that is signed in: what Telegram waits for next decides
/// what the person is asked. For one use, on one thread.
final class SignIn {

    private static final int ATTEMPTS = 3;

    private final Conversation telegram;
    private final Prompt prompt;
    private final boolean usesQr;
    private @Nullable String phone;

    /// @param usesQr true: another device confirms; false: a code comes
    /// @param phone null: it is asked for
    SignIn(TdClient client, Prompt prompt, Clock clock, boolean usesQr, @Nullable String phone) {
        this.telegram = new Conversation(client, clock);
        this.prompt = prompt;
        this.usesQr = usesQr;
        this.phone = phone;
    }

    /// @return whose session it is now
    /// @throws LoginRefused if it came to nothing
    AccountId run() throws InterruptedException {
        telegram.open();
        while (!step(telegram.next())) {}
        ObjectNode me = telegram.ask(Conversation.function("getMe"));
        return new AccountId(Service.TELEGRAM, Long.toString(me.path("id").asLong(0)));
    }

    /// @return whether somebody is signed in now
    private boolean step(TdAuthorization state) throws InterruptedException {
        switch (state) {
            case TdAuthorization.Opening _ -> {}
            case TdAuthorization.WaitPhoneNumber _ -> begin();
            case TdAuthorization.WaitCode(String way) ->
                    answer(
                            () -> prompt.ask("Code (it comes " + way + ")"),
                            code ->
                                    Conversation.function("checkAuthenticationCode")
                                            .put("code", code));
            case TdAuthorization.WaitPassword(String hint) ->
                    answer(
                            () ->
                                    prompt.askHidden(
                                            "Password" + (hint.isEmpty() ? "" : " (" + hint + ")")),
                            password ->
                                    Conversation.function("checkAuthenticationPassword")
                                            .put("password", password));
            case TdAuthorization.WaitOtherDevice(String link) -> showQr(link);
            case TdAuthorization.WaitElsewhere(String sentence) -> throw new LoginRefused(sentence);
            case TdAuthorization.Ready _ -> {
                return true;
            }
            case TdAuthorization.Ending _, TdAuthorization.Closed _ ->
                    throw new LoginRefused("Telegram has ended the session; start again");
        }
        return false;
    }

    private void begin() throws InterruptedException {
        if (usesQr) {
            ObjectNode request = Conversation.function("requestQrCodeAuthentication");
            request.putArray("other_user_ids");
            ObjectNode _ = telegram.ask(request);
        } else {
            answer(
                    this::phone,
                    number ->
                            Conversation.function("setAuthenticationPhoneNumber")
                                    .put("phone_number", number));
        }
    }

    private void showQr(String link) {
        prompt.show(QrPicture.of(link));
        prompt.show(
                "On a device that is signed in: Telegram > Settings > Devices > Link Desktop"
                        + " Device, and scan this. It changes every half a minute.");
    }

    /// The configured one serves once: if it is wrong, the person is asked.
    private String phone() {
        String configured = phone;
        phone = null;
        return configured == null ? prompt.ask("Phone number, with country code") : configured;
    }

    /// The next state comes from Telegram; here is only the answer accepted.
    private void answer(Supplier<String> question, Function<String, ObjectNode> function)
            throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            String answer = question.get();
            if (answer.isEmpty()) {
                throw new LoginRefused("nothing was entered, so nobody is signed in");
            }
            try {
                ObjectNode _ = telegram.tryToAsk(function.apply(answer));
                return;
            } catch (TdError error) {
                LoginRefused refusal = telegram.refusal(error);
                if (!Refusal.isMistyped(error) || attempt == ATTEMPTS) {
                    throw refusal;
                }
                prompt.show(refusal.getMessage() + "; once more");
            }
        }
    }
}
