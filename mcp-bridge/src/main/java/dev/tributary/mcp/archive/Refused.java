package dev.tributary.mcp.archive;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// No answer, with a sentence for the one who asked: it never carries words of an exception that
/// was not written for readers.
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient List<JsonNode> candidates;

    /// @param code stable, for programs
    /// @param candidates chats that an ambiguous title may mean, in the form of an answer's
    public Refused(String code, String message, List<JsonNode> candidates) {
        super(message);
        this.code = code;
        this.candidates = List.copyOf(candidates);
    }

    public Refused(String code, String message) {
        this(code, message, List.of());
    }

    public String code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    public List<JsonNode> candidates() {
        return candidates == null ? List.of() : candidates;
    }
}
