package dev.tributary.embedding;

/// A loaded model did not answer this time. Trying again later may help.
public final class EmbeddingFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EmbeddingFailed(String message) {
        super(message);
    }

    EmbeddingFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
