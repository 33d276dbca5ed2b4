package dev.tributary.standalone;

import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.program.Installation;
import dev.tributary.program.LogTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tributary logs`: the end of a log of what runs in the background.
@Command(
        name = "logs",
        description = "Show the last lines of the log of what runs in the background.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 shown, 1 there is no such log, 64 usage."})
final class LogsCommand implements Callable<Integer> {

    /// Which log.
    enum Log {
        STACK,
        /// What the stack prints besides, and the supervisor's words.
        OUTPUT,
        QUERY_DAEMON,
        POSTGRES;

        Path in(DataDirectory data) {
            return switch (this) {
                case STACK -> data.logs().resolve(UpCommand.LOG);
                case OUTPUT -> data.logs().resolve("tributary.out");
                case QUERY_DAEMON -> data.logs().resolve("query-daemon.log");
                case POSTGRES -> data.postgres().resolve("cluster").resolve("postgres.log");
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// Picocli's own takes the constants' names too, and tells both where neither was given.
    static final class LogByName implements CommandLine.ITypeConverter<Log> {

        @Override
        public Log convert(String name) {
            return Stream.of(Log.values())
                    .filter(log -> log.toString().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() ->
                            new CommandLine.TypeConversionException(
                                    "expected one of "
                                            + List.of(Log.values())
                                            + " but was \""
                                            + name
                                            + "\""));
        }
    }

    @Mixin private Installation installation = new Installation();

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "how many (default: ${DEFAULT-VALUE})",
            defaultValue = "100")
    private int lines;

    @Option(
            names = {"-f", "--follow"},
            description = "go on with what is added, until Ctrl+C")
    private boolean follow;

    @Option(
            names = "--of",
            paramLabel = "LOG",
            converter = LogByName.class,
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})",
            defaultValue = "stack")
    private Log log = Log.STACK;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path file = log.in(installation.data());
        if (!Files.exists(file)) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "tributary: there is no log at "
                                    + file
                                    + "; only what runs in the background writes one"
                                    + " (\"tributary up --detach\")");
            return ExitCode.ERROR;
        }
        new LogTail(file).print(lines, follow, spec.commandLine().getOut());
        return ExitCode.OK;
    }
}
