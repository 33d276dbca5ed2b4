package dev.tributary.embedding;

/// The model cannot embed this text, now or later. The message holds nothing of it.
public final class TextRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TextRefused(String message) {
        super(message);
    }

    TextRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
