package dev.tributary.ingestor.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(new Random(1));

    @Test
    void the_first_wait_is_at_most_half_a_second_and_at_least_half_of_that() {
        assertThat(IntStream.range(0, 1_000).mapToObj(_ -> backoff.after(0, Duration.ZERO)))
                .allSatisfy(wait ->
                        assertThat(wait).isBetween(Duration.ofMillis(250), Duration.ofMillis(500)));
    }

    @Test
    void each_failure_doubles_the_wait_up_to_a_minute() {
        assertThat(IntStream.range(0, 40).mapToObj(n -> backoff.after(n, Duration.ZERO)))
                .allSatisfy(wait -> assertThat(wait).isLessThanOrEqualTo(Duration.ofMinutes(1)))
                .element(3)
                .satisfies(wait ->
                        assertThat(wait).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4)));
        assertThat(backoff.after(Integer.MAX_VALUE, Duration.ZERO))
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    @Test
    void accounts_that_failed_together_come_back_apart() {
        long distinct =
                IntStream.range(0, 100)
                        .mapToObj(_ -> backoff.after(5, Duration.ZERO))
                        .distinct()
                        .count();

        assertThat(distinct).isGreaterThan(90);
    }

    @Test
    void a_service_that_asks_for_more_time_gets_it_up_to_an_hour() {
        assertThat(backoff.after(0, Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(90));
        assertThat(backoff.after(0, Duration.ofDays(3))).isEqualTo(Duration.ofHours(1));
    }
}
