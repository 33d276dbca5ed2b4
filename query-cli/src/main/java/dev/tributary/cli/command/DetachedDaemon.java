package dev.tributary.cli.command;

import dev.tributary.cli.daemon.Build;
import dev.tributary.cli.daemon.QueryDaemon;
import dev.tributary.cli.render.TerminalText;
import dev.tributary.program.Installation;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalInt;

/// `daemon start --foreground --log-to-file` as a client says it, without picocli: reading the
/// options' annotations and setting up a second log would keep the first question waiting.
public final class DetachedDaemon {

    private DetachedDaemon() {}

    /// Returns when the daemon has left.
    ///
    /// @param environment names the archive
    /// @param err takes why it could not start
    /// @return the exit code
    public static int run(Map<String, String> environment, Clock clock, PrintStream err) {
        try {
            return new QueryDaemon(
                            new Installation(environment),
                            environment,
                            Build.ofThisProcess(),
                            clock)
                    .run(true, OptionalInt.empty());
        } catch (IOException | InterruptedException | RuntimeException e) {
            Refusal refusal = Refusal.of(e);
            err.println(TerminalText.harmless("query-cli: " + refusal.message()));
            if (!refusal.hint().isEmpty()) {
                err.println(TerminalText.harmless("  " + refusal.hint()));
            }
            return refusal.exitCode();
        }
    }
}
