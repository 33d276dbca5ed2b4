package dev.tributary.ingestor.telegram;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// How many requests an account may send: never more than so many in any second, and none while the
/// service wants to be left alone. What is not live leaves a few turns for what is, and the history
/// begins slowly.
final class RequestLimiter {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /// Whoever has just started does everything for the first time, and slowly, and so does whoever
    /// reads the log: live messages of these seconds would wait behind pages of the history.
    private static final Duration SLOW_START = Duration.ofSeconds(8);

    private static final int FIRST_OF_HISTORY = 2;

    private final int perSecond;
    private final int reserved;
    private final Deque<Instant> sent = new ArrayDeque<>();
    private @Nullable Instant history;
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
        int most =
                switch (urgency) {
                    case LIVE -> perSecond;
                    case BACKFILL -> mostOfHistory(now);
                    case HOLE, UPKEEP, FILES -> perSecond - reserved;
                };
        return sent.size() < most
                ? Duration.ZERO
                : Duration.between(now, sent.getFirst().plus(SECOND));
    }

    private int mostOfHistory(Instant now) {
        Instant begin = history == null ? now : history;
        history = begin;
        int share = perSecond - reserved;
        long risen = share * Duration.between(begin, now).toMillis() / SLOW_START.toMillis();
        return (int) Math.min(share, Math.max(FIRST_OF_HISTORY, risen));
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
