package dev.tributary.contract.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Times of the wire, in the range and precision that Postgres keeps: the years 1 to 9999,
/// microseconds.
public final class WireTime {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final BigDecimal FIRST_SECOND = BigDecimal.valueOf(EARLIEST.getEpochSecond());
    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(LATEST.getEpochSecond());

    private WireTime() {}

    /// @param where the field, for the error
    /// @throws MalformedValue if the seconds lie outside the years 1 to 9999
    public static Instant ofEpochSeconds(BigDecimal seconds, String where) {
        // Compared before it is expanded: 1e999999999 is a short number of a gigabyte.
        if (seconds.compareTo(FIRST_SECOND) < 0 || seconds.compareTo(LAST_SECOND) > 0) {
            throw new MalformedValue(
                    where
                            + " is outside the years 1 to 9999 as seconds since 1970; are they"
                            + " milliseconds?");
        }
        long whole = seconds.longValue();
        long nanos = seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue();
        return Instant.ofEpochSecond(whole, nanos).truncatedTo(ChronoUnit.MICROS);
    }

    /// @throws MalformedValue if the time lies outside the years 1 to 9999
    public static Instant checked(Instant time, String where) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new MalformedValue(where + " is outside the years 1 to 9999");
        }
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
