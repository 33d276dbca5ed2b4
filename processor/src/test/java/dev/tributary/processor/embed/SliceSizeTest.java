package dev.tributary.processor.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SliceSizeTest {

    @Test
    void aSliceThatTookTooLongIsFollowedByASmallerOne() {
        assertThat(new SliceSize(100).after(100, Duration.ofMillis(200)))
                .isEqualTo(new SliceSize(50));
    }

    @Test
    void growsAtMostTwofold() {
        assertThat(new SliceSize(16).after(16, Duration.ofMillis(1))).isEqualTo(new SliceSize(32));
    }

    @Test
    void neverGoesBelowFourTexts() {
        assertThat(new SliceSize(4).after(4, Duration.ofSeconds(10))).isEqualTo(new SliceSize(4));
    }
}
