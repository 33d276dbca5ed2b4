package dev.tributary.cli.render;

import dev.tributary.cli.Invocation;
import tools.jackson.databind.node.ObjectNode;

/// What is said instead of an answer.
public record Talk(Invocation invocation) {

    /// On stdout: scripts look there.
    public void json(ObjectNode json) {
        invocation.out().println(JsonText.indented(json));
    }

    /// On stderr; may quote other people's text.
    public void sentence(String sentence) {
        invocation.err().println(TerminalText.harmless(sentence));
    }
}
