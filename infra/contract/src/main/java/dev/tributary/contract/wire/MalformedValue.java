package dev.tributary.contract.wire;

/// A value is not of the shape its reader needs. The message says what is wrong and where, without
/// the content, so that it may be logged.
public final class MalformedValue extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    public MalformedValue(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
