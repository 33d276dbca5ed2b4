package dev.tributary.ingestor.telegram;

import dev.tributary.ingestor.telegram.tdlib.TdUpdate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Says when a session has been ready for a while. TDLib that is closed while it takes in what
/// happened in its absence may keep some of those messages and not others, and takes the ones that
/// it has for neighbours: its history lacks the others from then on. On TDLib's thread.
final class Settling implements Consumer<TdUpdate> {

    static final Duration A_WHILE = Duration.ofSeconds(10);

    private final Runnable settled;
    private final Clock clock;
    private @Nullable Instant readySince;
    private boolean isSettled;

    /// @param settled run once
    Settling(Runnable settled, Clock clock) {
        this.settled = settled;
        this.clock = clock;
    }

    @Override
    public void accept(TdUpdate update) {
        if (update.type().equals("updateConnectionState")) {
            readySince = Presence.isReady(update) ? clock.instant() : null;
        }
        Instant since = readySince;
        if (!isSettled && since != null && !clock.instant().isBefore(since.plus(A_WHILE))) {
            isSettled = true;
            settled.run();
        }
    }
}
