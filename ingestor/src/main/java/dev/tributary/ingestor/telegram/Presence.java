package dev.tributary.ingestor.telegram;

import dev.tributary.ingestor.source.SourceUnavailable;
import dev.tributary.ingestor.telegram.tdlib.TdUpdate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Whether TDLib reaches Telegram. TDLib's thread tells, the account's waits.
final class Presence {

    private static final String STATE = "connectionState";
    private static final String READY = STATE + "Ready";

    /// TDLib is told what has happened meanwhile, and tells it us; it may be much.
    private static final String UPDATING = STATE + "Updating";

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private String state = STATE + "Connecting";
    private Instant since;
    private Duration longestAbsence = Duration.ZERO;
    private boolean isOver;

    Presence(Clock clock) {
        this.clock = clock;
        this.since = clock.instant();
    }

    void take(TdUpdate update) {
        if (update.type().equals("updateConnectionState")) {
            become(state(update));
        }
    }

    /// @param update of the connection's state
    static boolean isReady(TdUpdate update) {
        return state(update).equals(READY);
    }

    private static boolean isReached(String state) {
        return state.equals(READY) || state.equals(UPDATING);
    }

    private static String state(TdUpdate update) {
        return update.json().path("state").path("@type").asString("");
    }

    private void become(String next) {
        lock.lock();
        try {
            if (!next.equals(state)) {
                // From one way of not being connected to another no time begins.
                if (isReached(next) != isReached(state)) {
                    turn(isReached(next));
                }
                state = next;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void turn(boolean isReachedNow) {
        Instant now = clock.instant();
        Duration time = Duration.between(since, now);
        if (isReachedNow && time.compareTo(longestAbsence) > 0) {
            longestAbsence = time;
        }
        since = now;
    }

    /// The longest time without a connection that is over.
    Duration longestAbsence() {
        lock.lock();
        try {
            return longestAbsence;
        } finally {
            lock.unlock();
        }
    }

    /// Since when there is a connection, or is none.
    Instant since() {
        lock.lock();
        try {
            return since;
        } finally {
            lock.unlock();
        }
    }

    /// TDLib's, as `ready`, `updating`, `connecting_to_proxy`.
    String word() {
        lock.lock();
        try {
            return state.replaceFirst("^" + STATE, "")
                    .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                    .toLowerCase(Locale.ROOT);
        } finally {
            lock.unlock();
        }
    }

    /// The session has ended: there is nothing to wait for.
    void end() {
        lock.lock();
        try {
            isOver = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Returns also when the session has ended.
    ///
    /// @throws SourceUnavailable if Telegram is not reached in time
    void await(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (!state.equals(READY) && !isOver) {
                if (left <= 0) {
                    throw unreachable();
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// @param patience how long the connection may be away
    void check(Duration patience) {
        lock.lock();
        try {
            if (!isReached(state) && since.plus(patience).isBefore(clock.instant())) {
                throw unreachable();
            }
        } finally {
            lock.unlock();
        }
    }

    private SourceUnavailable unreachable() {
        return new SourceUnavailable(
                "Telegram is not reached (" + word() + "); TDLib goes on trying");
    }
}
