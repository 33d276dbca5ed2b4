package dev.tributary.ingestor.append;

/// Kafka did not take the transaction, or we do not know whether it did. Close the appender, wait,
/// open a new one and go on from its cursor: that is exactly what was committed.
public final class LogUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LogUnavailable(String message) {
        super(message);
    }

    public LogUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
