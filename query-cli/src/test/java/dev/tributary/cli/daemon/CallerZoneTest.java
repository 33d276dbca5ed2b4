package dev.tributary.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerZoneTest {

    private static final Instant WINTER = Instant.parse("2026-01-15T12:00:00Z");

    private final CallerZone zone = new CallerZone(ZoneId.of("Asia/Tokyo"));

    @ParameterizedTest
    @CsvSource({
        "'', +09:00",
        "Europe/Moscow, +03:00",
        ":Europe/Moscow, +03:00",
        "UTC, Z",
        "GMT, Z",
        "GMT+2, +02:00",
        "MSK-3, +03:00",
        "<+0530>-5:30, +05:30",
        "EST5EDT, -05:00",
        "Nowhere/Else, Z",
        "XYZ99, Z",
    })
    void isTheOneThatAJvmOfTheCallersWouldHave(String timeZone, String offset) {
        assertThat(zone.of(timeZone).getRules().getOffset(WINTER).getId()).isEqualTo(offset);
    }
}
