package dev.tributary.ingestor.imports.file;

import dev.tributary.ingestor.progress.CountedStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;

/// Tells how far a pass over a file is, a few times a second, on one line that it writes again and
/// again.
public final class Progress {

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int WIDTH = 78;

    private final Consumer<String> terminal;
    private final Clock clock;
    private String pass = "";
    private long total;
    private long done;
    private long messages;
    private Instant begun = Instant.EPOCH;
    private Instant said = Instant.EPOCH;

    /// @param terminal takes text to write as it is; it does nothing where nobody watches
    public Progress(Consumer<String> terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    /// @param bytes of the file
    void begin(String name, long bytes) {
        pass = name;
        total = bytes;
        done = 0;
        messages = 0;
        begun = clock.instant();
        said = begun;
    }

    /// The file's bytes, counted as they pass.
    InputStream watch(InputStream file) {
        return new CountedStream(file, this::advance);
    }

    public void messages(long count) {
        messages += count;
    }

    /// Empties the line.
    void end() {
        terminal.accept("\r" + " ".repeat(WIDTH) + "\r");
    }

    private void advance(int bytes) {
        done += bytes;
        Instant now = clock.instant();
        if (Duration.between(said, now).compareTo(PAUSE) >= 0) {
            said = now;
            String line = line(pass, done, total, messages, Duration.between(begun, now));
            terminal.accept("\r" + line + " ".repeat(Math.max(0, WIDTH - line.length())));
        }
    }

    /// For example `importing 42 %, 61,234 messages/s, 3 s left`.
    static String line(String pass, long done, long total, long messages, Duration elapsed) {
        double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
        double share = total == 0 ? 1 : Math.min(1, (double) done / total);
        StringBuilder line = new StringBuilder();
        line.append(String.format(Locale.ROOT, "%s %3d %%", pass, Math.round(share * 100)));
        if (messages > 0) {
            line.append(
                    String.format(Locale.ROOT, ", %,d messages/s", Math.round(messages / seconds)));
        }
        if (share > 0) {
            line.append(", ").append(left(Math.round(seconds / share - seconds))).append(" left");
        }
        return line.toString();
    }

    private static String left(long seconds) {
        return seconds < 120 ? seconds + " s" : (seconds + 59) / 60 + " min";
    }
}
