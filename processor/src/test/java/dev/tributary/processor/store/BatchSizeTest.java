package dev.tributary.processor.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchSizeTest {

    @Test
    void grows_while_batches_are_quick() {
        assertThat(new BatchSize(500).next(500, Duration.ofMillis(20)))
                .isEqualTo(new BatchSize(1_500));
    }

    @Test
    void shrinks_when_a_batch_holds_live_up() {
        assertThat(new BatchSize(2_000).next(2_000, Duration.ofMillis(400)))
                .isEqualTo(new BatchSize(1_250));
    }

    @Test
    void learns_nothing_bad_from_a_small_batch() {
        assertThat(new BatchSize(2_000).next(3, Duration.ofMillis(10)))
                .isEqualTo(new BatchSize(2_000));
    }

    @Test
    void stays_within_bounds() {
        assertThat(new BatchSize(30).next(30, Duration.ofSeconds(9))).isEqualTo(new BatchSize(20));
        assertThat(new BatchSize(5_000).next(5_000, Duration.ofMillis(1)))
                .isEqualTo(new BatchSize(5_000));
    }
}
