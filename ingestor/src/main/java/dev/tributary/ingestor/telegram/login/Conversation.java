package dev.tributary.ingestor.telegram.login;

import dev.tributary.ingestor.telegram.tdlib.TdAuthorization;
import dev.tributary.ingestor.telegram.tdlib.TdClient;
import dev.tributary.ingestor.telegram.tdlib.TdError;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Questions to TDLib and the states that follow, one by one, for a command that waits for them.
final class Conversation {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /// Somebody must find a phone and open Telegram on it.
    private static final Duration PATIENCE_WITH_PEOPLE = Duration.ofMinutes(5);

    private final BlockingQueue<TdAuthorization> states = new LinkedBlockingQueue<>();
    private final TdClient client;
    private final Clock clock;

    Conversation(TdClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /// @throws LoginRefused if the session cannot be opened
    void open() throws InterruptedException {
        client.listen(update -> TdAuthorization.of(update).ifPresent(states::add));
        ObjectNode _ = await(client.open());
    }

    TdAuthorization next() throws InterruptedException {
        TdAuthorization state = states.poll(PATIENCE_WITH_PEOPLE.toMillis(), TimeUnit.MILLISECONDS);
        if (state == null) {
            throw new LoginRefused("nothing has happened for a while; start again");
        }
        return state;
    }

    /// @throws LoginRefused if the answer is an error
    ObjectNode ask(ObjectNode function) throws InterruptedException {
        return await(client.ask(function));
    }

    /// @throws TdError if the answer is one
    ObjectNode tryToAsk(ObjectNode function) throws InterruptedException {
        return get(client.ask(function));
    }

    LoginRefused refusal(TdError error) {
        return new LoginRefused(Refusal.sentence(error, clock.instant()));
    }

    static ObjectNode function(String type) {
        return JsonMapper.shared().createObjectNode().put("@type", type);
    }

    private ObjectNode await(CompletableFuture<ObjectNode> answer) throws InterruptedException {
        try {
            return get(answer);
        } catch (TdError error) {
            throw refusal(error);
        }
    }

    private static ObjectNode get(CompletableFuture<ObjectNode> answer)
            throws InterruptedException {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new LoginRefused(
                    "Telegram does not answer; check the network, and telegram.proxy if one is"
                            + " needed");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TdError error) {
                throw error;
            }
            throw new IllegalStateException("TDLib's answer was lost", e);
        }
    }
}
