package dev.tributary.ingestor.vkteams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestBudgetTest {

    private final HandClock clock = new HandClock();

    @Test
    void a_second_s_worth_may_be_spent_at_once_and_no_more() {
        RequestBudget budget = new RequestBudget(5, clock);

        assertThat(IntStream.range(0, 5).mapToObj(_ -> budget.take(0))).containsOnly(Duration.ZERO);
        assertThat(budget.take(0)).isBetween(Duration.ofMillis(200), Duration.ofMillis(201));
    }

    @Test
    void it_fills_with_time() {
        RequestBudget budget = new RequestBudget(5, clock);
        IntStream.range(0, 5).forEach(_ -> budget.take(0));

        clock.pass(Duration.ofMillis(201));

        assertThat(budget.take(0)).isZero();
        assertThat(budget.take(0)).isPositive();
    }

    @Test
    void a_look_up_leaves_one_for_the_poll() {
        RequestBudget budget = new RequestBudget(1, clock);

        assertThat(budget.take(1)).isZero();
        assertThat(budget.take(1)).isPositive();
        assertThat(budget.take(0)).isZero();
    }

    @Test
    void a_clock_that_was_set_back_takes_nothing_away() {
        RequestBudget budget = new RequestBudget(2, clock);
        budget.take(0);

        clock.pass(Duration.ofHours(-1));

        assertThat(budget.take(0)).isZero();
    }

    private static final class HandClock extends Clock {

        private Instant now = Instant.EPOCH;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
