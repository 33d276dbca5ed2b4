package dev.tributary.standalone;

import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.embedded.AlreadyHeld;
import dev.tributary.program.Failure;
import dev.tributary.standalone.bench.BenchCommand;
import dev.tributary.standalone.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The front door of the embedded default.
@Command(
        name = "tributary",
        description =
                "Every conversation you have, in one log you own and one archive you can search.",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            BenchCommand.class
        },
        mixinStandardHelpOptions = true,
        version = "tributary 0.1.0",
        footer = {
            "",
            "Also here, done by the launcher itself:",
            "  build      build the programs",
            "  test       run every test; ends with what did not run and why",
            "",
            "Exit codes: 0 ok, 1 error, 2 already running, 3 nothing configured, 4 nothing"
                    + " reachable, 64 usage."
        })
public final class Tributary {

    private Tributary() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /// @return the exit code
    public static int run(String... args) {
        CommandLine commandLine = new CommandLine(new Tributary());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler(Tributary::explain);
        commandLine
                .getSubcommands()
                .values()
                .forEach(c -> c.getCommandSpec().exitCodeOnInvalidInput(ExitCode.USAGE));
        commandLine.getCommandSpec().exitCodeOnInvalidInput(ExitCode.USAGE);
        if (args.length == 0) {
            commandLine.usage(commandLine.getErr());
            return ExitCode.USAGE;
        }
        return commandLine.execute(args);
    }

    private static int explain(
            Exception exception, CommandLine commandLine, CommandLine.ParseResult parsed) {
        if (exception instanceof DataInUse inUse) {
            commandLine.getErr().println("tributary: " + inUse.getMessage());
            return ExitCode.ALREADY_RUNNING;
        }
        if (exception instanceof AlreadyHeld held) {
            commandLine.getErr().println("tributary: " + held.getMessage());
            return ExitCode.ALREADY_RUNNING;
        }
        Failure failure = Failure.of(exception);
        commandLine.getErr().println("tributary: " + failure.sentence());
        return failure.exitCode();
    }
}
