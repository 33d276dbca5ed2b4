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
}
