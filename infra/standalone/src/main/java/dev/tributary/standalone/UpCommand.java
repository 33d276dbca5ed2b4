package dev.tributary.standalone;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.embedded.EmbeddedPorts;
import dev.tributary.program.Installation;
import dev.tributary.program.ProgramLogging;
import dev.tributary.program.Termination;
import dev.tributary.standalone.stack.DataInUse;
import dev.tributary.standalone.stack.Occasion;
import dev.tributary.standalone.stack.Stack;
import dev.tributary.standalone.stack.StackLock;
import dev.tributary.standalone.stack.Start;
import dev.tributary.standalone.stack.Starts;
import dev.tributary.standalone.stack.Supervisor;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tributary up`: the embedded stack, in the foreground unless told otherwise.
@Command(
        name = "up",
        description = "Start the embedded stack: Kafka, Postgres, processor and ingestor.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "In the foreground it belongs to the terminal, or to systemd or launchd, and ends with"
                    + " it. With --detach it runs in a session of its own, is started again after a"
                    + " crash, and the command returns when every part runs.",
            "",
            "Accounts are configured in <data>/tributary.toml; without any, the stack still takes"
                    + " imports:",
            "  bin/ingestor import telegram-export result.json",
            "",
            "Exit codes: 0 stopped in order (--detach: it is up), 1 error, 2 another process runs"
                    + " on the same data, 64 usage."
        })
final class UpCommand implements Callable<Integer> {

    @Mixin private Installation installation = new Installation();

    static final String LOG = "tributary.log";

    @Option(
            names = "--detach",
            description = "run in the background; the log is <data>/logs/tributary.log")
    private boolean detach;

    @Option(
            names = "--log-to-file",
            hidden = true,
            description = "what --detach gives the process it starts")
    private boolean logToFile;

    @Option(
            names = "--after-exit",
            hidden = true,
            description = "what the supervisor says: how the run before ended, as a shell tells it")
    private @Nullable Integer afterExit;

    @Mixin private Loudness loudness = new Loudness();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        DataDirectory data = installation.data();
        Settings settings = installation.settings();
        refuseOtherClusters(settings);
        refuseSecond(data);
        EmbeddedPorts.requireFree(data, settings.embedded());
        if (detach) {
            return new Detachment(
                            data,
                            settings.logging().format(),
                            spec.commandLine().getErr(),
                            loudness.isQuiet())
                    .start(backgroundOptions());
        }
        Settings.Logging logging = loudness.logging(settings.logging());
        if (logToFile) {
            ProgramLogging.toFile(logging, data.logs().resolve(LOG));
        } else {
            ProgramLogging.toStderr(logging);
        }
        if (loudness.isVerbose()) {
            ProgramLogging.ours(Settings.Logging.Level.DEBUG);
        }
        return runUntilTold(data, settings);
    }

    /// Whole paths: it works in another directory.
    private List<String> backgroundOptions() {
        ArchiveIdentity archive = installation.identity();
        List<String> options = new ArrayList<>(loudness.asArguments());
        options.addAll(List.of("--data", archive.data().toString()));
        if (archive.configuration() != null) {
            options.addAll(List.of("--config", archive.configuration().toString()));
        }
        return options;
    }

    /// A supervisor without a stack is about to start one; in the stack that it starts, it is no
    /// reason to refuse.
    private void refuseSecond(DataDirectory data) throws IOException {
        OptionalLong holder = StackLock.holder(data);
        if (holder.isPresent()) {
            throw new DataInUse(data.root(), Long.toString(holder.getAsLong()));
        }
        Optional<ProcessHandle> supervisor = logToFile ? Optional.empty() : Supervisor.find(data);
        if (supervisor.isPresent()) {
            throw new DataInUse(data.root(), Long.toString(supervisor.get().pid()));
        }
    }

    /// systemd tells a service's own process its number (systemd.exec(5), `SYSTEMD_EXEC_PID`), and
    /// nothing of the run before.
    private Occasion occasion(DataDirectory data) throws IOException {
        if (afterExit != null) {
            return new Occasion(true, OptionalInt.of(afterExit));
        }
        boolean isService =
                Long.toString(ProcessHandle.current().pid())
                        .equals(System.getenv("SYSTEMD_EXEC_PID"));
        boolean endedInOrder = Starts.read(data).newest().map(Start::endedInOrder).orElse(true);
        return isService && !endedInOrder
                ? new Occasion(true, OptionalInt.empty())
                : Occasion.asked();
    }

    private int runUntilTold(DataDirectory data, Settings settings)
            throws IOException, InterruptedException {
        PrintWriter talk = spec.commandLine().getErr();
        // In the background the progress is for the one who waits, who decides what is shown.
        boolean silent = loudness.isQuiet() && !logToFile;
        try (Termination termination = Termination.hook();
                Stack stack =
                        Stack.start(
                                data,
                                settings,
                                occasion(data),
                                part -> tell(talk, silent, StartOutput.STARTING + part))) {
            tell(
                    talk,
                    silent,
                    "tributary: up, process "
                            + stack.endpoints().pid()
                            + ", data in "
                            + data.root()
                            + "; stop with "
                            + (logToFile ? "" : "Ctrl+C or ")
                            + "\"tributary down\"");
            termination.await();
            return termination.end(ExitCode.OK);
        }
    }

    private static void tell(PrintWriter talk, boolean silent, String line) {
        if (!silent) {
            talk.println(line);
            talk.flush();
        }
    }

    /// The other programs follow the configuration; a stack of our own beside it would stay empty.
    private static void refuseOtherClusters(Settings settings) {
        String configured =
                Stream.of(
                                settings.kafka().bootstrapServers() == null
                                        ? ""
                                        : "kafka.bootstrap_servers",
                                settings.postgres().url() == null ? "" : "postgres.url")
                        .filter(key -> !key.isEmpty())
                        .collect(Collectors.joining(" and "));
        if (!configured.isEmpty()) {
            throw new IllegalArgumentException(
                    configured
                            + " is configured, so the embedded stack would not be used by anybody;"
                            + " run \"ingestor run\" and \"processor run\" instead, or remove the"
                            + " setting");
        }
    }
}
