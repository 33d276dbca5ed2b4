package dev.tributary.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.tributary.cli.client.Client;
import dev.tributary.cli.command.Commands;
import dev.tributary.cli.command.DetachedDaemon;
import dev.tributary.cli.daemon.WithoutDaemon;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.contract.runtime.QueryDaemonStart;
import dev.tributary.program.ProgramLogging;
import dev.tributary.query.EarlyConnection;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOP_FallbackServiceProvider;
import org.slf4j.helpers.Reporter;

/// `query-cli`: search, context, history and state of the archive.
public final class QueryCli {

    private static final String NO_LOG = NOP_FallbackServiceProvider.class.getName();

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
        Map<String, String> started = QueryDaemonStart.read(List.of(args), System.getenv());
        if (started != null) {
            System.exit(DetachedDaemon.run(started, Clock.systemUTC(), System.err));
        }
        int exitCode = isDaemon(args) ? run(args) : once(System.getenv(), args);
        // An orderly end with 0 needs no call, and the call costs time: it looks for a logger.
        if (exitCode != ExitCode.OK || isDaemon(args)) {
            System.exit(exitCode);
        }
    }

    /// The daemon drains by itself when it is asked to end, and has a log.
    private static boolean isDaemon(String[] args) {
        for (String word : args) {
            if (!word.startsWith("-")) {
                return word.equals("daemon");
            }
        }
        return false;
    }

    /// For a process that lives for this command, without a log: what goes wrong is told by the
    /// answer, and setting up a log would take its share of the start.
    ///
    /// @return the exit code
    public static int once(Map<String, String> environment, String... args) {
        System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, NO_LOG);
        System.setProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY, "WARN");
        List<String> arguments = List.of(args);
        try (Interruption _ = Interruption.hook();
                EarlyConnection early = Headstart.of(arguments, environment)) {
            return here(arguments, environment, early);
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
        return here(List.of(args), environment, EarlyConnection.none());
    }

    /// As a call to the daemon goes, but for the socket.
    private static int here(
            List<String> arguments, Map<String, String> environment, EarlyConnection early) {
        return Client.run(
                arguments, environment, new WithoutDaemon(early, environment, Clock.systemUTC()));
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
}
