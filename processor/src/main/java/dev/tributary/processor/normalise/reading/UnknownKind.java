package dev.tributary.processor.normalise.reading;

/// The record is of a kind that its reading has never heard of: a service has learnt something new.
/// Nothing is wrong with it, it stays in the raw log for a later normaliser; but somebody should
/// know, so it is counted apart from what is passed over on purpose.
public final class UnknownKind extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String kind;

    /// @param kind the service's own name
    public UnknownKind(String kind) {
        super("unknown kind \"" + kind + "\"", null, false, false);
        this.kind = kind;
    }

    public String kind() {
        return kind;
    }
}
