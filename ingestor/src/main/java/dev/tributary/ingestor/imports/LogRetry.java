package dev.tributary.ingestor.imports;

import dev.tributary.ingestor.append.LogUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// How often an import tries again when the log fails it, and how long it waits before. A try that
/// has brought something into the log makes good for all failures before it.
final class LogRetry {

    private final List<Duration> pauses;
    private final StopRequest stop;
    private final Consumer<String> talk;
    private ImportCursor reached = ImportCursor.START;
    private int failures;

    /// @param pauses one for each failure in a row
    LogRetry(List<Duration> pauses, StopRequest stop, Consumer<String> talk) {
        this.pauses = pauses;
        this.stop = stop;
        this.talk = talk;
    }

    /// A try begins.
    void goesOnFrom(ImportCursor cursor) {
        if (!cursor.equals(reached)) {
            failures = 0;
            reached = cursor;
        }
    }

    /// Waits, and returns if it is worth another try.
    ///
    /// @throws LogUnavailable the failure, if it is one too many or somebody wants to stop
    void after(LogUnavailable failure) throws InterruptedException {
        if (failures >= pauses.size()) {
            throw failure;
        }
        Duration pause = pauses.get(failures);
        failures++;
        talk.accept(
                String.format(
                        Locale.ROOT,
                        "%s; trying again in %d s (%d of %d)",
                        failure.getMessage(),
                        pause.toSeconds(),
                        failures,
                        pauses.size()));
        if (stop.isRequestedWithin(pause)) {
            throw failure;
        }
    }
}
