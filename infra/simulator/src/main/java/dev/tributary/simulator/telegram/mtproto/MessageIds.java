package dev.tributary.simulator.telegram.mtproto;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// Ids of the server's messages: seconds in the upper half, always growing, odd.
///
/// @see <https://core.telegram.org/mtproto/description#message-identifier-msg-id>
final class MessageIds {

    private static final int ANSWER = 1;
    private static final int NOTICE = 3;
    private static final int STEP = 4;

    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    MessageIds(Clock clock) {
        this.clock = clock;
    }

    /// When the id was given, in whole seconds.
    static Instant time(long id) {
        return Instant.ofEpochSecond(id >>> 32);
    }

    long next(boolean isAnswer) {
        Instant now = clock.instant();
        long byTime = (now.getEpochSecond() << 32) | ((long) now.getNano() << 2);
        long id = last.updateAndGet(before -> Math.max(before + STEP, byTime));
        return id | (isAnswer ? ANSWER : NOTICE);
    }
}
