package dev.tributary.processor.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

    @Test
    void doubles_up_to_a_ceiling_and_shortens_at_random() {
        Random random = new Random(1);
        long ceiling = 100;
        for (int attempt = 1; attempt < 100; attempt++) {
            assertThat(backoff.after(attempt, random).toMillis()).isBetween(ceiling / 2, ceiling);
            ceiling = Math.min(10_000, ceiling * 2);
        }
    }
}
