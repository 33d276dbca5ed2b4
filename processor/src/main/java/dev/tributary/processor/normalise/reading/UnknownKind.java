package dev.tributary.processor.normalise.reading;

import dev.tributary.contract.event.ChatEvent;
import java.util.List;

/// The record, or what it is about, is of a kind that its reading has never heard of: a service has
/// learnt something new. Nothing is wrong with it, it stays in the raw log for a later normaliser;
/// but somebody should know, so it is counted apart from what is passed over on purpose.
public final class UnknownKind extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String kind;
    private final transient List<ChatEvent> told;

    /// @param kind the service's own name
    public UnknownKind(String kind) {
        this(kind, List.of());
    }

    /// @param told what the record says all the same, and the archive keeps: a message of an
    ///   unknown kind still is a message of that person at that time
    public UnknownKind(String kind, List<ChatEvent> told) {
        super("unknown kind \"" + kind + "\"", null, false, false);
        this.kind = kind;
        this.told = List.copyOf(told);
    }

    public String kind() {
        return kind;
    }

    public List<ChatEvent> told() {
        return told;
    }
}
