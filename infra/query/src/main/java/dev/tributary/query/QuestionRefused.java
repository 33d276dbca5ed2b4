package dev.tributary.query;

import dev.tributary.contract.answer.Answer.ChatEntry;
import java.util.List;

/// The question cannot be answered as it stands; the message says why, the hint what to ask
/// instead.
public final class QuestionRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// Why; the lower-case name is the code in JSON.
    public enum Reason {
        /// A chat title that several chats have: the candidates are in the exception.
        AMBIGUOUS_CHAT,
        UNKNOWN_CHAT,
        UNKNOWN_SENDER,
        UNKNOWN_MESSAGE,
        BAD_CURSOR,
        QUERY_TOO_LONG,
        /// A semantic question to an archive without vectors or a program without a model.
        NO_VECTORS
    }

    private final Reason reason;
    private final String hint;
    private final transient List<ChatEntry> candidates;

    QuestionRefused(Reason reason, String message, String hint) {
        this(reason, message, hint, List.of());
    }

    QuestionRefused(Reason reason, String message, String hint, List<ChatEntry> candidates) {
        super(message);
        this.reason = reason;
        this.hint = hint;
        this.candidates = List.copyOf(candidates);
    }

    public Reason reason() {
        return reason;
    }

    public String hint() {
        return hint;
    }

    /// The chats that an ambiguous title may mean; empty for every other reason.
    public List<ChatEntry> candidates() {
        return candidates == null ? List.of() : candidates;
    }
}
