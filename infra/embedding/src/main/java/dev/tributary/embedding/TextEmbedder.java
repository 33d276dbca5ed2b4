package dev.tributary.embedding;

import dev.tributary.contract.vector.ModelFingerprint;
import java.util.List;

/// Turns questions and messages into vectors of length 1. Safe for use by several threads.
///
/// Throws [EmbeddingFailed] where the model does not answer now, so that trying again may help, and
/// [TextRefused] where one of the texts will never work.
public interface TextEmbedder extends AutoCloseable {

    ModelFingerprint fingerprint();

    /// How many components each vector has.
    int dimension();

    /// For people: in statistics and errors.
    String modelName();

    float[] embedQuery(String question);

    /// One vector a text, in the same order.
    List<float[]> embedPassages(List<String> texts);

    /// How many texts since the start were longer than the window and were cut.
    long textsCut();

    @Override
    void close();
}
