package dev.tributary.ingestor.telegram;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// How many requests an account may send: never more than so many in any second, and none while the
/// service wants to be left alone. What is not live leaves a few turns for what is.
final class RequestLimiter {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final int perSecond;
    private final int reserved;
    private final Deque<Instant> sent = new ArrayDeque<>();
    private Instant floodUntil = Instant.MIN;

    /// @param perSecond at least 1
    RequestLimiter(int perSecond) {
        this.perSecond = perSecond;
        this.reserved = perSecond / 5;
    }

    /// Zero if a request may be sent now; otherwise when to ask again.
    Duration waitFor(Urgency urgency, Instant now) {
        if (floodUntil.isAfter(now)) {
            return Duration.between(now, floodUntil);
        }
        while (!sent.isEmpty() && !sent.getFirst().plus(SECOND).isAfter(now)) {
            sent.removeFirst();
        }
        int most = urgency == Urgency.LIVE ? perSecond : perSecond - reserved;
        return sent.size() < most
                ? Duration.ZERO
                : Duration.between(now, sent.getFirst().plus(SECOND));
    }

    void sent(Instant now) {
        sent.addLast(now);
    }

    /// The longest wait that was asked for counts.
    void floodUntil(Instant end) {
        if (end.isAfter(floodUntil)) {
            floodUntil = end;
        }
    }

    /// Null if there is none, or it is over.
    @Nullable Instant floodEnd(Instant now) {
        return floodUntil.isAfter(now) ? floodUntil : null;
    }
}
