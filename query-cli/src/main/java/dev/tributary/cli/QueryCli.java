package dev.tributary.cli;

import dev.tributary.cli.command.Commands;
import dev.tributary.contract.config.Settings;
import dev.tributary.program.ProgramLogging;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/// `query-cli`: search, context, history and state of the archive.
public final class QueryCli {

    private static final int USUAL_COLUMNS = 100;

    private final Asking asking;
    private final Clock clock;

    public QueryCli(Asking asking, Clock clock) {
        this.asking = asking;
        this.clock = clock;
    }

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /// With this process's own streams, environment and clock.
    ///
    /// @return the exit code
    public static int run(String... args) {
        ProgramLogging.toStderr(
                new Settings.Logging(Settings.Logging.Level.WARN, Settings.Logging.Format.TEXT));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Clock clock = Clock.systemUTC();
        return new QueryCli(Asking.once(clock), clock)
                .run(
                        new Invocation(
                                List.of(args),
                                System.getenv(),
                                terminal(System.getenv()),
                                System.in,
                                out,
                                err));
    }

    /// @return the exit code
    public int run(Invocation invocation) {
        try {
            return new Commands(invocation, asking, clock).execute();
        } finally {
            invocation.out().flush();
            invocation.err().flush();
        }
    }

    private static TerminalFacts terminal(Map<String, String> environment) {
        ZoneId zone = ZoneId.systemDefault();
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return TerminalFacts.plain(zone);
        }
        return TerminalFacts.interactive(columns(environment), zone, environment);
    }

    private static int columns(Map<String, String> environment) {
        String given = environment.getOrDefault("COLUMNS", "");
        if (given.matches("\\d{1,4}")) {
            return Integer.parseInt(given);
        }
        try (Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build()) {
            return terminal.getWidth() > 0 ? terminal.getWidth() : USUAL_COLUMNS;
        } catch (IOException e) {
            return USUAL_COLUMNS;
        }
    }
}
