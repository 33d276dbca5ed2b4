package dev.tributary.embedding;

/// The configured model cannot be loaded: somebody must change the configuration or the files.
public final class ModelUnusable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ModelUnusable(String message) {
        super(message);
    }

    ModelUnusable(String message, Throwable cause) {
        super(message, cause);
    }
}
