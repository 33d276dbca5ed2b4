package dev.tributary.cli.command;

import dev.tributary.contract.question.Cursor;
import dev.tributary.contract.question.PageRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How much.
final class PageOptions {

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many, 1 to 1000 (default: 20)")
    private int limit = 20;

    @Option(
            names = "--cursor",
            paramLabel = "CURSOR",
            description = "Go on where the last answer's next_cursor says")
    private @Nullable String cursor;

    PageRequest page() {
        return new PageRequest(limit, cursor == null ? null : new Cursor(cursor));
    }
}
