package dev.tributary.archive.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.event.TextHash;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutpostsTest {

    private static final int DIMENSION = 384;
    private static final int MOST = 50;

    private final Random random = new Random(3);
    private final Outposts outposts =
            new Outposts(DIMENSION, MOST, Outposts.firstReach(DIMENSION), Map.of());
    private int offered;

    @Test
    void oneStandsForManyNearCopies() {
        // Given
        float[] original = vector();

        // When
        for (int i = 0; i < 1_000; i++) {
            offer(copy(original));
        }

        // Then
        assertThat(outposts.texts()).hasSize(1);
    }

    @Test
    void whatIsFarFromAllOthersIsKept() {
        // Given
        float[] original = vector();
        for (int i = 0; i < 100; i++) {
            offer(copy(original));
        }

        // When
        TextHash alone = offer(vector());

        // Then
        assertThat(outposts.texts()).hasSize(2).contains(alone);
    }

    @Test
    void theirReachGrowsWhenThereAreTooMany() {
        // When
        for (int i = 0; i < 500; i++) {
            offer(vector());
        }

        // Then
        assertThat(outposts.texts()).isNotEmpty().hasSizeLessThanOrEqualTo(MOST);
        assertThat(outposts.reach()).isGreaterThan(Outposts.firstReach(DIMENSION));
    }

    @Test
    void whatIsOfferedAgainChangesNothing() {
        // Given
        float[] vector = vector();
        TextHash text = TextHash.of("the same").orElseThrow();
        outposts.offer(text, Signs.of(vector));

        // When
        outposts.offer(text, Signs.of(vector));

        // Then
        assertThat(outposts.texts()).containsExactly(text);
    }

    private TextHash offer(float[] vector) {
        TextHash text = TextHash.of("text " + offered++).orElseThrow();
        outposts.offer(text, Signs.of(vector));
        return text;
    }

    private float[] vector() {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    /// At a cosine of about 0.99.
    private float[] copy(float[] original) {
        float[] copy = original.clone();
        for (int i = 0; i < DIMENSION; i++) {
            copy[i] += 0.1f * (float) random.nextGaussian();
        }
        return copy;
    }
}
