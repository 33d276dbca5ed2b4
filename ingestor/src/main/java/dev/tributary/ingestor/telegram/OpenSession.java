package dev.tributary.ingestor.telegram;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import dev.tributary.ingestor.source.AccountRejected;
import dev.tributary.ingestor.source.SourceUnavailable;
import dev.tributary.ingestor.telegram.tdlib.TdAuthorization;
import dev.tributary.ingestor.telegram.tdlib.TdClient;
import dev.tributary.ingestor.telegram.tdlib.TdError;
import dev.tributary.ingestor.telegram.tdlib.TdUpdate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One account's session with TDLib, from its opening to its end, whoever ends it.
public final class OpenSession implements AutoCloseable {

    /// A directory that a dead process had open is free again after about 20 s.
    private static final Duration OPENING = Duration.ofSeconds(40);

    private static final Duration CLOSING = Duration.ofSeconds(10);

    /// TDLib's word, not Telegram's: it says no more than the state that everybody knows.
    private static final String UNAUTHORIZED = "Unauthorized";

    private final String name;
    private final TdClient client;

    /// Done with the first state in which TDLib waits for somebody, or for nobody any more.
    private final CompletableFuture<TdAuthorization> settled = new CompletableFuture<>();

    private final CompletableFuture<Void> lost = new CompletableFuture<>();
    private volatile @Nullable String reason;

    /// @param name the operator's word for the account
    /// @param client not opened yet; listeners that must miss nothing are there already
    public OpenSession(String name, TdClient client) {
        this.name = name;
        this.client = client;
        client.listen(this::hear);
    }

    /// On TDLib's thread.
    private void hear(TdUpdate update) {
        TdAuthorization state = TdAuthorization.of(update).orElse(null);
        switch (state) {
            case null -> {}
            case TdAuthorization.Opening _ -> {}
            case TdAuthorization.Ending(boolean isLost) -> {
                if (isLost) {
                    lost.complete(null);
                }
            }
            case TdAuthorization.WaitPhoneNumber _,
                    TdAuthorization.WaitCode _,
                    TdAuthorization.WaitPassword _,
                    TdAuthorization.WaitOtherDevice _,
                    TdAuthorization.WaitElsewhere _,
                    TdAuthorization.Ready _,
                    TdAuthorization.Closed _ ->
                    settled.complete(state);
        }
    }

    /// Opens the session and asks whose it is.
    ///
    /// @throws AccountRejected if nobody is signed in, or no longer
    /// @throws SourceUnavailable if TDLib cannot open it for now
    public AccountId open() throws InterruptedException {
        ObjectNode _ = await(client.open(), OPENING);
        TdAuthorization state = await(settled, OPENING);
        if (!(state instanceof TdAuthorization.Ready)) {
            throw signedOut();
        }
        ObjectNode me =
                await(ask(JsonMapper.shared().createObjectNode().put("@type", "getMe")), OPENING);
        return new AccountId(Service.TELEGRAM, Long.toString(me.path("id").asLong(0)));
    }

    /// As the client's, and remembers why Telegram let the account go.
    public CompletableFuture<ObjectNode> ask(ObjectNode function) {
        return client.ask(function)
                .whenComplete((_, error) -> {
                    if (error instanceof TdError refused
                            && refused.code() == 401
                            && !refused.reason().equals(UNAUTHORIZED)) {
                        reason = refused.reason();
                    }
                });
    }

    /// @throws AccountRejected if Telegram has signed the account out
    /// @throws SourceUnavailable if the session has ended otherwise
    public void check() {
        if (lost.isDone()) {
            throw signedOut();
        }
        if (client.closed().isDone()) {
            throw new SourceUnavailable("TDLib has closed the session");
        }
    }

    /// Whether TDLib has closed it though the account is still signed in, as far as is known.
    boolean isToBeOpenedAgain() {
        return client.closed().isDone() && !lost.isDone();
    }

    /// Done when nothing can be asked of it any more.
    CompletableFuture<?> ended() {
        return CompletableFuture.anyOf(lost, client.closed());
    }

    /// Done when Telegram has signed the account out.
    public CompletableFuture<Void> lost() {
        return lost;
    }

    private AccountRejected signedOut() {
        String why = reason;
        return new AccountRejected(
                (lost.isDone()
                                ? "Telegram has signed this account out"
                                        + (why == null ? "" : " (" + why + ")")
                                : "nobody is signed in")
                        + "; sign in by \"ingestor telegram login --name "
                        + name
                        + "\"");
    }

    private static <T> T await(CompletableFuture<T> answer, Duration patience)
            throws InterruptedException {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SourceUnavailable("TDLib does not answer");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TdError error) {
                throw refusal(error);
            }
            throw new IllegalStateException("TDLib's answer was lost", e);
        }
    }

    private static RuntimeException refusal(TdError error) {
        return error.reason().equals("Wrong database encryption key")
                ? new AccountRejected(
                        "the session was encrypted with another key; give the old one"
                                + " (database_key), or delete the account's directory and sign in"
                                + " anew")
                : new SourceUnavailable("TDLib: " + error.reason() + " (" + error.code() + ")");
    }

    /// Waits until TDLib has let it go.
    @Override
    public void close() {
        client.close();
        try {
            client.closed().get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // The hub says so when it closes.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
