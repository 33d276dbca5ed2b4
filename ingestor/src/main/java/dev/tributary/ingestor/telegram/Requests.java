package dev.tributary.ingestor.telegram;

import dev.tributary.ingestor.telegram.Arrival.Answered;
import dev.tributary.ingestor.telegram.Arrival.Failed;
import dev.tributary.ingestor.telegram.tdlib.TdError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// The account's requests, the urgent ones first, as fast as the service bears it. Everything
/// happens on the reader's thread; answers come through the mailbox.
final class Requests {

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    /// What is wrong with one file must not hold up the others; it takes a few minutes.
    private static final int MOST_FAILURES_OF_A_FILE = 10;

    private static final Duration LONG = Duration.ofHours(1);

    private final String account;
    private final Questions td;
    private final Mailbox mailbox;
    private final RequestLimiter limiter;
    private final RandomGenerator random;
    private final Map<Urgency, Deque<Request>> waiting = new EnumMap<>(Urgency.class);
    private final Map<Urgency, Integer> underWay = new EnumMap<>(Urgency.class);
    private final PriorityQueue<Delayed> delayed =
            new PriorityQueue<>(Comparator.comparing(Delayed::due));
    private volatile @Nullable Instant floodUntil;

    private record Delayed(Instant due, Request request) {}

    Requests(
            String account,
            Questions td,
            Mailbox mailbox,
            RequestLimiter limiter,
            RandomGenerator random) {
        this.account = account;
        this.td = td;
        this.mailbox = mailbox;
        this.limiter = limiter;
        this.random = random;
        for (Urgency urgency : Urgency.values()) {
            waiting.put(urgency, new ArrayDeque<>());
            underWay.put(urgency, 0);
        }
    }

    void ask(Request request) {
        queue(request).addLast(request);
    }

    /// What TDLib answers from its own memory: it costs the service nothing and waits for nothing.
    void askLocally(Request request) {
        count(request, 1);
        hand(request);
    }

    /// Sends what may be sent.
    ///
    /// @return when to come back
    Duration send(Instant now) {
        while (!delayed.isEmpty() && !delayed.element().due().isAfter(now)) {
            Request request = delayed.remove().request();
            queue(request).addFirst(request);
        }
        Duration wait = delayed.isEmpty() ? LONG : Duration.between(now, delayed.element().due());
        for (Urgency urgency : Urgency.values()) {
            Duration turn = send(urgency, now);
            wait = turn.compareTo(wait) < 0 ? turn : wait;
        }
        floodUntil = limiter.floodEnd(now);
        return wait;
    }

    private Duration send(Urgency urgency, Instant now) {
        Deque<Request> queue = waiting.getOrDefault(urgency, new ArrayDeque<>());
        while (!queue.isEmpty() && underWay(urgency) < urgency.mostUnderWay()) {
            Duration wait = limiter.waitFor(urgency, now);
            if (!wait.isZero()) {
                return wait;
            }
            Request request = queue.removeFirst();
            limiter.sent(now);
            count(request, 1);
            hand(request);
        }
        return LONG;
    }

    private void hand(Request request) {
        var _ =
                td.ask(request.function())
                        .whenComplete((answer, failure) -> arrived(request, answer, failure));
    }

    /// On TDLib's thread.
    private void arrived(
            Request request, @Nullable ObjectNode answer, @Nullable Throwable failure) {
        if (answer != null) {
            mailbox.put(new Answered(request, answer));
        } else {
            mailbox.put(new Failed(request, error(failure)));
        }
    }

    private static TdError error(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof TdError error ? error : new TdError(500, String.valueOf(cause));
    }

    void take(Answered arrival) {
        count(arrival.request(), -1);
        arrival.request().answered().accept(arrival.answer());
    }

    void take(Failed arrival, Instant now) {
        Request request = arrival.request();
        count(request, -1);
        switch (Refusal.of(arrival.error())) {
            case Refusal.Flood flood -> flooded(request, flood, now);
            case Refusal.Passing refusal
                    when request.failures() >= MOST_FAILURES_OF_A_FILE
                            && request.urgency() == Urgency.FILES ->
                    request.refused().accept(refusal);
            case Refusal.Passing _ -> {
                Request again = request.failedOnceMore();
                delayed.add(new Delayed(now.plus(pause(request.failures())), again));
            }
            case Refusal.Forbidden refusal -> request.refused().accept(refusal);
            case Refusal.Exhausted refusal -> request.refused().accept(refusal);
            case Refusal.Final refusal -> request.refused().accept(refusal);
        }
    }

    /// A little longer than asked for, by chance: accounts that were stopped together do not come
    /// back together.
    private void flooded(Request request, Refusal.Flood flood, Instant now) {
        Duration jitter = Duration.ofMillis(random.nextLong(500 + flood.pause().toMillis() / 20));
        limiter.floodUntil(now.plus(flood.pause()).plus(jitter));
        queue(request).addFirst(request);
        LOG.atWarn()
                .addKeyValue("account", account)
                .addKeyValue("event", request.function().path("@type").asString(""))
                .addKeyValue("durationMs", flood.pause().plus(jitter).toMillis())
                .log("Telegram wants no requests of this account for a while");
    }

    private Duration pause(int failures) {
        long most =
                Math.min(
                        LONGEST_RETRY.toMillis(), FIRST_RETRY.toMillis() << Math.min(failures, 16));
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }

    /// Null if the service is content; from any thread.
    @Nullable Instant floodUntil(Instant now) {
        Instant end = floodUntil;
        return end != null && end.isAfter(now) ? end : null;
    }

    /// What the service has left unanswered longest; null if nothing takes long; from any thread.
    Questions.@Nullable Question overdue() {
        return td.overdue();
    }

    private Deque<Request> queue(Request request) {
        return waiting.computeIfAbsent(request.urgency(), _ -> new ArrayDeque<>());
    }

    private int underWay(Urgency urgency) {
        return underWay.getOrDefault(urgency, 0);
    }

    private void count(Request request, int more) {
        underWay.merge(request.urgency(), more, Integer::sum);
    }
}
