package dev.tributary.mcp.tool;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One thing of an answer, clean already.
///
/// @param fields of its structured form, but for its text
/// @param heading its reference, its times and counts: nothing that other people wrote
/// @param names who wrote it and where, and in further lines what hangs on it; or a title: written
///   by other people; may be empty
/// @param text null where there is none, as for a chat
/// @param focus where in the text it becomes interesting, a UTF-16 index
record Item(ObjectNode fields, String heading, String names, @Nullable String text, int focus) {

    String textOrNothing() {
        return text == null ? "" : text;
    }
}
