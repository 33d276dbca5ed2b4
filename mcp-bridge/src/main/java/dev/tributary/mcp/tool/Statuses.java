package dev.tributary.mcp.tool;

import dev.tributary.contract.question.Ask;
import dev.tributary.contract.question.Question;
import dev.tributary.mcp.archive.Archive;
import dev.tributary.mcp.archive.Refused;
import dev.tributary.mcp.client.Client;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// The state of the archive as each client may know it, asked for beside the answers and never
/// waited for long: an answer takes the newest that is there and has the next one fetched.
final class Statuses {

    private static final Logger LOG = LoggerFactory.getLogger(Statuses.class);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Archive archive;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /// @param next the newest that is asked for; may be done already
    private record Known(
            Instant askedAt, CompletableFuture<JsonNode> next, @Nullable JsonNode last) {}

    Statuses(Archive archive, Clock clock) {
        this.archive = archive;
        this.clock = clock;
    }

    /// Call it before the answer is asked for, so that both are on their way.
    void prepare(Client client) {
        known.compute(client.name(), (_, before) -> needed(client, before));
    }

    private @Nullable Known needed(Client client, @Nullable Known before) {
        Instant now = clock.instant();
        if (before != null && (!before.next.isDone() || before.askedAt.plus(FRESH).isAfter(now))) {
            return before;
        }
        JsonNode last = before == null ? null : done(before);
        CompletableFuture<JsonNode> next = new CompletableFuture<>();
        Thread.ofVirtual().name("status").start(() -> ask(client, next));
        return new Known(now, next, last);
    }

    private void ask(Client client, CompletableFuture<JsonNode> next) {
        try {
            next.complete(
                    archive.ask(new Ask(new Question.Status(), client.scope()), _ -> {})
                            .path("data"));
        } catch (InterruptedException | Refused e) {
            next.completeExceptionally(e);
        } catch (RuntimeException e) {
            // Whatever it was: nothing is asked again before this one is done.
            LOG.atError().setCause(e).log("The state of the archive could not be read");
            next.completeExceptionally(e);
        }
    }

    /// @return null if nobody knows
    @Nullable JsonNode of(Client client) throws InterruptedException {
        Known now = known.get(client.name());
        if (now == null) {
            return null;
        }
        if (now.last != null || now.next.isDone()) {
            return done(now);
        }
        try {
            return now.next.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return null;
        }
    }

    private static @Nullable JsonNode done(Known known) {
        return known.next.isDone() && !known.next.isCompletedExceptionally()
                ? known.next.resultNow()
                : known.last;
    }
}
