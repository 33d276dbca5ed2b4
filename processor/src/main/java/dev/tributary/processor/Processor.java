package dev.tributary.processor;

import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.program.Failure;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program: raw topics in, archive out.
@Command(
        name = "processor",
        description =
                "Turn the raw log into events, the events into the archive, its texts into"
                        + " vectors.",
        subcommands = {RunCommand.class, RebuildCommand.class},
        mixinStandardHelpOptions = true,
        version = "tributary 0.1.0",
        footer = {
            "",
            "Exit codes: 0 ok, 1 error, 2 already running, 3 nothing configured, 4 nothing"
                    + " reachable, 64 usage."
        })
public final class Processor {

    private Processor() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /// @return the exit code
    public static int run(String... args) {
        CommandLine commandLine = new CommandLine(new Processor());
        commandLine.getCommandSpec().exitCodeOnInvalidInput(ExitCode.USAGE);
        commandLine
                .getSubcommands()
                .values()
                .forEach(
                        command -> command.getCommandSpec().exitCodeOnInvalidInput(ExitCode.USAGE));
        commandLine.setExecutionExceptionHandler(Processor::explain);
        if (args.length == 0) {
            commandLine.usage(commandLine.getErr());
            return ExitCode.USAGE;
        }
        return commandLine.execute(args);
    }

    private static int explain(
            Exception exception, CommandLine commandLine, CommandLine.ParseResult parsed) {
        Failure failure = Failure.of(exception);
        commandLine.getErr().println("processor: " + failure.sentence());
        return failure.exitCode();
    }
}
