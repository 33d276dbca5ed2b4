package dev.tributary.embedding;

import dev.tributary.contract.config.Settings.Embedding.Pooling;
import java.nio.FloatBuffer;

/// From a vector a token to one vector of length 1 a text.
final class SentencePooling {

    private SentencePooling() {}

    /// @param hidden the model's last hidden state: `attention.length` rows of `dimension`
    /// @param attention 1 for a token that counts, 0 for padding
    static float[] pool(FloatBuffer hidden, long[] attention, int dimension, Pooling pooling) {
        float[] vector =
                switch (pooling) {
                    case MEAN -> mean(hidden, attention, dimension);
                    case CLS -> first(hidden, dimension);
                };
        return normalise(vector);
    }

    private static float[] mean(FloatBuffer hidden, long[] attention, int dimension) {
        float[] sum = new float[dimension];
        int counted = 0;
        for (int token = 0; token < attention.length; token++) {
            if (attention[token] == 0) {
                continue;
            }
            counted++;
            int row = token * dimension;
            for (int i = 0; i < dimension; i++) {
                sum[i] += hidden.get(row + i);
            }
        }
        for (int i = 0; i < dimension; i++) {
            sum[i] /= Math.max(counted, 1);
        }
        return sum;
    }

    private static float[] first(FloatBuffer hidden, int dimension) {
        float[] vector = new float[dimension];
        hidden.get(0, vector);
        return vector;
    }

    /// Scales to length 1, in place. A vector of zeros stays one.
    static float[] normalise(float[] vector) {
        double squares = 0;
        for (float component : vector) {
            squares += (double) component * component;
        }
        if (squares > 0) {
            float length = (float) Math.sqrt(squares);
            for (int i = 0; i < vector.length; i++) {
                vector[i] /= length;
            }
        }
        return vector;
    }
}
