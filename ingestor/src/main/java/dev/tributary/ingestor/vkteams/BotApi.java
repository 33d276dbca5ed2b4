package dev.tributary.ingestor.vkteams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.config.Settings.VkTeamsAccount;
import dev.tributary.ingestor.source.AccountRejected;
import dev.tributary.ingestor.source.SourceUnavailable;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The Bot API over HTTP: builds the requests, and turns every way in which they can fail into
/// [SourceUnavailable], [AccountRejected] or [CallDenied].
///
/// The token is in the query of every request, so whole URLs exist nowhere but in here, and no
/// exception of the HTTP client leaves this class.
final class BotApi {

    /// An answer larger than this would not fit beside the others of the process.
    private static final long MOST_BYTES = 96L * 1024 * 1024;

    private final VkTeamsAccount account;
    private final HttpClient http;
    private final Clock clock;
    private final Duration slack;
    private final RequestBudget budget;
    private final Redaction redaction;

    /// @param slack what the server may take beyond the time that it was told to hold a poll
    BotApi(VkTeamsAccount account, HttpClient http, Clock clock, Duration slack) {
        this.account = account;
        this.http = http;
        this.clock = clock;
        this.slack = slack;
        this.budget = new RequestBudget(account.requestsPerSecond(), clock);
        this.redaction = new Redaction(account.token());
    }

    Answer self() throws InterruptedException {
        budget.awaitTurn();
        return await(send(BotCall.SELF, Map.of()));
    }

    /// Starts a poll; [#await] its end.
    Exchange poll(long lastEventId) throws InterruptedException {
        budget.awaitTurn();
        return send(
                BotCall.EVENTS,
                Map.of(
                        "lastEventId", Long.toString(lastEventId),
                        "pollTime", Long.toString(account.pollTime().toSeconds())));
    }

    Answer chatInfo(String chatId) throws InterruptedException {
        budget.awaitSpareTurn();
        return await(send(BotCall.CHAT_INFO, Map.of("chatId", chatId)));
    }

    /// @param cursor of the page before; empty for the first
    Answer chatMembers(String chatId, String cursor) throws InterruptedException {
        budget.awaitSpareTurn();
        return await(
                send(
                        BotCall.CHAT_MEMBERS,
                        cursor.isEmpty()
                                ? Map.of("chatId", chatId)
                                : Map.of("chatId", chatId, "cursor", cursor)));
    }

    /// A request on its way.
    record Exchange(BotCall call, CompletableFuture<BotReply> reply, Instant deadline) {}

    /// An accepted answer with its bytes.
    @SuppressWarnings("ArrayRecordComponent") // cut into raw events; nobody compares answers
    record Answer(Envelope envelope, byte[] body) {}

    private Exchange send(BotCall call, Map<String, String> parameters) {
        Duration patience = call == BotCall.EVENTS ? account.pollTime().plus(slack) : slack;
        BodyHandler<byte[]> body = BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES);
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri(call, parameters))
                            .header("Accept", "application/json")
                            .timeout(patience)
                            .GET()
                            .build();
            return new Exchange(
                    call,
                    http.sendAsync(request, body).thenApply(BotReply::of),
                    clock.instant().plus(patience));
        } catch (IllegalArgumentException e) {
            throw unavailable(call, "cannot be asked", e);
        }
    }

    /// Returns when the request has ended, well or badly, when the other is complete, or when the
    /// request is overdue.
    void awaitEither(Exchange exchange, CompletableFuture<?> other) throws InterruptedException {
        try {
            CompletableFuture.anyOf(exchange.reply(), other)
                    .get(millisLeft(exchange), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | CancellationException e) {
            // The caller ends the exchange and is told there.
        } catch (TimeoutException e) {
            // Also closes the connection; ending the future alone would leave it to the server.
            exchange.reply().cancel(true);
        }
    }

    private long millisLeft(Exchange exchange) {
        return Math.max(1, Duration.between(clock.instant(), exchange.deadline()).toMillis());
    }

    /// @throws InterruptedException without ending the request
    Answer await(Exchange exchange) throws InterruptedException {
        try {
            // The request's own time-out ends with the headers; a body may hang for ever.
            return judge(
                    exchange.call(),
                    exchange.reply().get(millisLeft(exchange), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            exchange.reply().cancel(true);
            throw unavailable(exchange.call(), "did not answer in time", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw unavailable(
                    exchange.call(),
                    cause instanceof CancellationException
                            ? "did not answer in time"
                            : "cannot be reached",
                    cause);
        } catch (CancellationException e) {
            throw unavailable(exchange.call(), "did not answer in time", e);
        }
    }

    private Answer judge(BotCall call, BotReply reply) {
        return switch (Verdict.of(reply, clock)) {
            case Verdict.Accepted accepted -> new Answer(accepted.envelope(), reply.body());
            case Verdict.TokenRefused refused ->
                    throw new AccountRejected(
                            subject(call)
                                    + " answers \""
                                    + redaction.clean(refused.description())
                                    + "\"; get a token from Metabot and set it in the"
                                    + " configuration, then restart");
            case Verdict.Throttled throttled ->
                    throw new SourceUnavailable(
                            subject(call) + " asks for fewer requests (Ratelimit)",
                            throttled.leastWait());
            case Verdict.Denied denied ->
                    throw new CallDenied(
                            subject(call)
                                    + " answers \""
                                    + redaction.clean(denied.description())
                                    + "\"");
            case Verdict.Failed failed ->
                    throw new SourceUnavailable(
                            subject(call) + " " + redaction.clean(failed.reason()),
                            failed.leastWait());
        };
    }

    private SourceUnavailable unavailable(BotCall call, String what, Throwable cause) {
        String words = String.valueOf(cause.getMessage());
        return new SourceUnavailable(
                subject(call)
                        + " "
                        + what
                        + ": "
                        + cause.getClass().getSimpleName()
                        + (cause.getMessage() == null ? "" : " (" + redaction.clean(words) + ")"));
    }

    private String subject(BotCall call) {
        URI address = address(call);
        return "VK Teams at " + redaction.clean(address.getHost() + address.getPath());
    }

    private URI address(BotCall call) {
        return account.baseUrl().resolve(call.path());
    }

    private URI uri(BotCall call, Map<String, String> parameters) {
        Map<String, String> query = new TreeMap<>(parameters);
        query.put("token", account.token().value());
        StringBuilder uri = new StringBuilder(address(call).toString());
        char separator = '?';
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            uri.append(separator)
                    .append(parameter.getKey())
                    .append('=')
                    .append(URLEncoder.encode(parameter.getValue(), UTF_8));
            separator = '&';
        }
        return URI.create(uri.toString());
    }
}
