package dev.tributary.contract.question;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a time as people and agents write it.
public final class Moment {

    private static final Pattern RELATIVE = Pattern.compile("(\\d{1,6})([smhdw])");

    private Moment() {}

    /// @param text RFC 3339 (`2026-01-31T09:00:00Z`), a date or a time without offset in the zone
    ///   of the one who asks, or how long ago (`90m`, `2h`, `7d`, `4w`)
    /// @throws IllegalArgumentException if it is none of these
    public static Instant parse(String text, Instant now, ZoneId zone) {
        String trimmed = text.strip();
        return relative(trimmed)
                .map(now::minus)
                .or(() -> attempt(() -> OffsetDateTime.parse(trimmed).toInstant()))
                .or(() -> attempt(() -> LocalDateTime.parse(trimmed).atZone(zone).toInstant()))
                .or(() -> attempt(() -> LocalDate.parse(trimmed).atStartOfDay(zone).toInstant()))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "time \""
                                        + text
                                        + "\" is not understood; give 2026-01-31,"
                                        + " 2026-01-31T09:00:00Z or how long ago: 90m, 2h,"
                                        + " 7d, 4w"));
    }

    /// @param text for example `2h`
    /// @throws IllegalArgumentException if it is no length of time
    public static Duration timeframe(String text) {
        return relative(text.strip())
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "timeframe \""
                                        + text
                                        + "\" is not understood; give 90m, 2h, 7d or 4w"));
    }

    private static Optional<Duration> relative(String text) {
        Matcher matcher = RELATIVE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    case "d" -> Duration.ofDays(amount);
                    default -> Duration.ofDays(7 * amount);
                });
    }

    private static Optional<Instant> attempt(Supplier<Instant> reading) {
        try {
            return Optional.of(reading.get());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
