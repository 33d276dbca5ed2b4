package dev.tributary.embedded;

import org.jspecify.annotations.Nullable;

/// The broker or Postgres cannot run here until somebody changes something; the message says what.
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotStart(String message) {
        super(message);
    }

    CannotStart(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
