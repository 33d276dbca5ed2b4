package dev.tributary.ingestor.imports;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What every import command takes beside its file.
final class StackOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Data directory of the running stack, which says where Kafka is."
                            + " Default: $TRIBUTARY_HOME, or ~/.local/share/tributary"
                            + " (root: /var/lib/tributary).")
    @Nullable Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Configuration file. Default: $TRIBUTARY_CONFIG, or tributary.toml in the data"
                            + " directory.")
    @Nullable Path config;

    @Option(
            names = "--quiet",
            description =
                    "No progress on stderr. Where stderr is no terminal there is none anyway.")
    boolean quiet;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // Picocli itself reads it.
    private boolean help;
}
