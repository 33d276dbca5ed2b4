package dev.tributary.archive.row;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Times as Postgres keeps them: whole microseconds within the range of `timestamptz`
/// (<https://www.postgresql.org/docs/current/datatype-datetime.html>). Rounding happens before
/// times become keys or ranks, so that memory and database agree on what is equal.
public final class StoredTime {

    private static final Instant FIRST = Instant.parse("-4712-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("+294276-01-01T00:00:00Z");

    private StoredTime() {}

    /// @throws DateTimeException if Postgres cannot keep it
    static Instant of(Instant time) {
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new DateTimeException("Postgres keeps no time like \"" + time + "\"");
        }
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    static @Nullable Instant ofNullable(@Nullable Instant time) {
        return time == null ? null : of(time);
    }

    static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }

    static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isAfter(b) ? a : b;
    }

    /// Microseconds since 1970.
    public static long micros(Instant time) {
        Instant stored = of(time);
        return stored.getEpochSecond() * 1_000_000 + stored.getNano() / 1_000;
    }
}
