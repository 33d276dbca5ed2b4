package dev.tributary.ingestor.source;

import java.time.Duration;

/// The service does not answer, or not in a way that can be used, for now.
public final class SourceUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration wait;

    /// @param message without credentials; a cause is not taken, since HTTP clients put whole URLs
    ///   into theirs
    public SourceUnavailable(String message) {
        this(message, Duration.ZERO);
    }

    /// @param wait how long the service asked us to stay away
    public SourceUnavailable(String message, Duration wait) {
        super(message);
        this.wait = wait;
    }

    public Duration leastWait() {
        return wait;
    }
}
