package dev.tributary.cli.command;

import dev.tributary.contract.question.Filters;
import java.time.Instant;
import java.time.ZoneId;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which messages of the archive, which knows also those that are deleted.
final class MessageOptions {

    @Mixin private FilterOptions filters = new FilterOptions();

    @Option(
            names = "--include-deleted",
            description = "Show messages that were deleted at the service")
    private boolean includeDeleted;

    /// @throws IllegalArgumentException if an option is not understood
    Filters filters(Instant now, ZoneId zone) {
        return filters.filters(now, zone, includeDeleted);
    }
}
