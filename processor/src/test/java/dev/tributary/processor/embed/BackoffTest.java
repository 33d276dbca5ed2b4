package dev.tributary.processor.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void startsBelowAQuarterOfASecondAndEndsBelowHalfAMinute() {
        // Given
        Random random = new Random(1);

        // Then
        assertThat(Backoff.NONE.delay(random))
                .isBetween(Duration.ofMillis(125), Duration.ofMillis(250));
        assertThat(new Backoff(1_000).delay(random))
                .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
    }
}
