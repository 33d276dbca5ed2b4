package dev.tributary.standalone;

import dev.tributary.contract.config.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// How much a command tells: `@Mixin Loudness`.
final class Loudness {

    @ArgGroup(exclusive = true)
    private @Nullable Choice choice;

    private static final class Choice {

        @Option(
                names = {"-v", "--verbose"},
                description = "tell more; of up: our own code's log at DEBUG")
        private boolean verbose;

        @Option(
                names = {"-q", "--quiet"},
                description = "tell errors alone")
        private boolean quiet;
    }

    boolean isVerbose() {
        return choice != null && choice.verbose;
    }

    boolean isQuiet() {
        return choice != null && choice.quiet;
    }

    /// What is configured, unless quiet.
    Settings.Logging logging(Settings.Logging configured) {
        return isQuiet()
                ? new Settings.Logging(Settings.Logging.Level.ERROR, configured.format())
                : configured;
    }

    /// The options to pass on.
    List<String> asArguments() {
        if (isVerbose()) {
            return List.of("--verbose");
        }
        return isQuiet() ? List.of("--quiet") : List.of();
    }
}
