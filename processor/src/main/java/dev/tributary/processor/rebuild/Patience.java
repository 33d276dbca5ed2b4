package dev.tributary.processor.rebuild;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Waits for the running processor as long as it moves.
///
/// @param limit how long it may stand still
record Patience(Duration limit) {

    private static final long PAUSE_MILLIS = 200;

    /// Says how far somebody is from where they must come; 0 or less is there.
    interface Distance {
        long remaining() throws SQLException, InterruptedException;
    }

    /// @throws IllegalStateException if the processor stands still for too long
    void await(String what, Distance distance, Consumer<Progress> progress)
            throws SQLException, InterruptedException {
        long best = Long.MAX_VALUE;
        long moved = System.nanoTime();
        for (long remaining = distance.remaining();
                remaining > 0;
                remaining = distance.remaining()) {
            if (remaining < best) {
                best = remaining;
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > limit.toNanos()) {
                throw new IllegalStateException(
                        "the stage \""
                                + what
                                + "\" of the processor is "
                                + remaining
                                + " records behind and does not move; start the processor and"
                                + " rebuild again");
            }
            progress.accept(new Progress.Waiting(what, remaining));
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }
}
