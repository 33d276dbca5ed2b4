package dev.tributary.mcp.archive;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// From the codes of the engine and the daemon to sentences for agents. A question's refusal keeps
/// its message, which speaks of the asker's own words; every other message stays here.
final class Refusals {

    private static final Map<String, String> HINTS =
            Map.of(
                    "ambiguous_chat", "name the chat by one of these references",
                    "unknown_chat", "list_chats lists them",
                    "unknown_sender", "copy the sender of a hit",
                    "unknown_message", "copy the reference of a hit",
                    "bad_cursor", "take next_cursor of the same question, or leave the cursor out",
                    "query_too_long", "search for a part of it",
                    "no_vectors", "use search_text");

    private static final Map<String, String> SENTENCES =
            Map.of(
                    "unreachable",
                    "the archive is not reachable; it is stopped or starting: try again in a"
                            + " moment, or ask its owner to run \"tributary up\"",
                    "too_slow",
                    "the archive took too long to answer; narrow the question by chats,"
                            + " since or rarer words",
                    "cancelled",
                    "the question was cancelled",
                    "model",
                    "the embedding model does not work; use search_text");

    private Refusals() {}

    static Refused of(String code, String message, List<JsonNode> candidates) {
        String hint = HINTS.get(code);
        return hint == null
                ? new Refused(code, SENTENCES.getOrDefault(code, unexpected()))
                : new Refused(code, message + "; " + hint, candidates);
    }

    static Refused of(String code) {
        return of(code, "", List.of());
    }

    private static String unexpected() {
        return "the archive could not answer; the bridge's log says why";
    }
}
