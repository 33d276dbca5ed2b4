package dev.tributary.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void doubles_from_a_tenth_of_a_second_to_ten_seconds_and_shortens_at_random() {
        Random random = new Random(1);
        Backoff backoff = Backoff.NONE;
        long ceiling = 100;
        for (int failure = 1; failure < 100; failure++) {
            assertThat(backoff.delay(random).toMillis()).isBetween(ceiling / 2, ceiling);
            ceiling = Math.min(10_000, ceiling * 2);
            backoff = backoff.next();
        }
    }
}
