package dev.tributary.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.tributary.cli.command.Commands;
import dev.tributary.contract.config.Settings;
import dev.tributary.program.ProgramLogging;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// `query-cli`: search, context, history and state of the archive.
public final class QueryCli {

    private final Asking asking;
    private final Clock clock;
    private final @Nullable Resident resident;

    public QueryCli(Asking asking, Clock clock) {
        this(asking, clock, null);
    }

    /// @param resident the daemon whose commands run here; null in a process that lives for one
    public QueryCli(Asking asking, Clock clock, @Nullable Resident resident) {
        this.asking = asking;
        this.clock = clock;
        this.resident = resident;
    }

    public static void main(String[] args) {
        System.exit(isDaemon(args) ? run(args) : interruptible(args));
    }

    /// The daemon drains by itself when it is asked to end.
    private static boolean isDaemon(String[] args) {
        return args.length > 0 && args[0].equals("daemon");
    }

    private static int interruptible(String[] args) {
        try (Interruption _ = Interruption.hook()) {
            return run(args);
        }
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
        keepQuiet();
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Clock clock = Clock.systemUTC();
        return new QueryCli(Asking.once(clock), clock)
                .run(
                        new Invocation(
                                List.of(args),
                                environment,
                                Path.of("").toAbsolutePath(),
                                terminal(System.getenv()),
                                System.in,
                                out,
                                err));
    }

    /// Kafka's own words for "cannot connect", a line a second; ours is one sentence at the end.
    public static void keepQuiet() {
        ((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.ERROR);
    }

    /// @return the exit code
    public int run(Invocation invocation) {
        try {
            return new Commands(invocation, asking, clock, resident).execute();
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
                columns.matches("[1-9]\\d{0,3}")
                        ? Integer.parseInt(columns)
                        : TerminalFacts.USUAL_COLUMNS,
                zone,
                environment);
    }
}
