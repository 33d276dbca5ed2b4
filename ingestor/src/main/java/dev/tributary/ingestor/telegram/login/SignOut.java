package dev.tributary.ingestor.telegram.login;

import dev.tributary.ingestor.telegram.tdlib.TdAuthorization;
import dev.tributary.ingestor.telegram.tdlib.TdClient;
import java.time.Clock;
import tools.jackson.databind.node.ObjectNode;

/// From a session that is not opened yet to one that Telegram has forgotten. For one use.
final class SignOut {

    private final Conversation telegram;

    SignOut(TdClient client, Clock clock) {
        this.telegram = new Conversation(client, clock);
    }

    /// Also where nobody is signed in any more.
    ///
    /// @throws LoginRefused if it came to nothing
    void run() throws InterruptedException {
        telegram.open();
        while (!step(telegram.next())) {}
    }

    /// @return whether it is done
    private boolean step(TdAuthorization state) throws InterruptedException {
        return switch (state) {
            case TdAuthorization.Opening _, TdAuthorization.Ending _ -> false;
            case TdAuthorization.Ready _ -> {
                ObjectNode _ = telegram.ask(Conversation.function("logOut"));
                yield false;
            }
            case TdAuthorization.Closed _,
                    TdAuthorization.WaitPhoneNumber _,
                    TdAuthorization.WaitCode _,
                    TdAuthorization.WaitPassword _,
                    TdAuthorization.WaitOtherDevice _,
                    TdAuthorization.WaitElsewhere _ ->
                    true;
        };
    }
}
