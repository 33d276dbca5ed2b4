package dev.tributary.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.contract.config.Settings.Embedding.Pooling;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class SentencePoolingTest {

    private static final FloatBuffer TWO_TOKENS_AND_PADDING =
            FloatBuffer.wrap(new float[] {6, 0, 0, 8, 100, 100});
    private static final long[] ATTENTION = {1, 1, 0};

    @Test
    void meanLeavesPaddingOut() {
        // When
        float[] vector = SentencePooling.pool(TWO_TOKENS_AND_PADDING, ATTENTION, 2, Pooling.MEAN);

        // Then
        assertThat(vector).containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
    }

    @Test
    void clsTakesTheFirstToken() {
        // When
        float[] vector = SentencePooling.pool(TWO_TOKENS_AND_PADDING, ATTENTION, 2, Pooling.CLS);

        // Then
        assertThat(vector).containsExactly(1f, 0f);
    }

    @Test
    void zerosStayZeros() {
        // When
        float[] vector = SentencePooling.normalise(new float[3]);

        // Then
        assertThat(vector).containsExactly(0f, 0f, 0f);
    }
}
