package dev.tributary.ingestor.imports;

import picocli.CommandLine.Option;

/// A picocli mixin: how much an import says while it runs.
final class Talk {

    @Option(
            names = "--quiet",
            description =
                    "No progress on stderr; where stderr is no terminal there is none anyway.")
    private boolean quiet;

    boolean isQuiet() {
        return quiet;
    }
}
