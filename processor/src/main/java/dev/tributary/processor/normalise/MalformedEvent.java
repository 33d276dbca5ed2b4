package dev.tributary.processor.normalise;

/// The record is not what its content type promises: it belongs among the dead letters, and the
/// stream goes on. The message never quotes what people wrote.
public final class MalformedEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /// @param reason what is wrong and where in the value, without its content
    public MalformedEvent(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
