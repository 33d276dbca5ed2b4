package dev.tributary.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.tributary.cli.command.Commands;
import dev.tributary.contract.config.Settings;
import dev.tributary.program.ProgramLogging;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

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
        return run(System.getenv(), args);
    }

    /// The same, reading the given environment in place of this process's.
    ///
    /// @return the exit code
    public static int run(Map<String, String> environment, String... args) {
        ProgramLogging.toStderr(
                new Settings.Logging(Settings.Logging.Level.WARN, Settings.Logging.Format.TEXT));
        // Its own words for "cannot connect", a line a second; ours is one sentence at the end.
        ((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.ERROR);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Clock clock = Clock.systemUTC();
        return new QueryCli(Asking.once(clock), clock)
                .run(
                        new Invocation(
                                List.of(args), environment, terminal(System.getenv()), out, err));
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

    /// As the launcher saw it: it has the means of a shell, the JVM would need native code.
    private static TerminalFacts terminal(Map<String, String> environment) {
        ZoneId zone = ZoneId.systemDefault();
        String columns = System.getProperty("tributary.columns");
        if (columns == null) {
            return TerminalFacts.plain(zone);
        }
        return TerminalFacts.interactive(
                columns.matches("[1-9]\\d{0,3}") ? Integer.parseInt(columns) : USUAL_COLUMNS,
                zone,
                environment);
    }
}
