package dev.tributary.cli.render;

import dev.tributary.cli.TerminalFacts;
import java.io.PrintStream;

/// The values of `--output`.
public enum OutputFormat {
    TABLE,
    JSON,
    NDJSON;

    /// @param out for results
    /// @param talk for remarks about them
    public Renderer renderer(TerminalFacts terminal, PrintStream out, PrintStream talk) {
        return switch (this) {
            case TABLE -> new TableRenderer(terminal, out, talk);
            case JSON -> new JsonRenderer(out);
            case NDJSON -> new LinesRenderer(out);
        };
    }

    /// For changes one by one.
    ///
    /// @param talk for remarks about them
    /// @throws IllegalStateException for a format that has a beginning and an end
    public ChangeWriter changes(TerminalFacts terminal, PrintStream out, PrintStream talk) {
        return switch (this) {
            case TABLE -> new ChangeLines(terminal, out, talk);
            case NDJSON -> ChangeItem.lines(out, talk);
            case JSON -> throw new IllegalStateException("json is one document, not many lines");
        };
    }
}
