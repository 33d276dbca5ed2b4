package dev.tributary.program;

import dev.tributary.contract.runtime.ExitCode;
import java.util.ArrayDeque;
import java.util.Deque;
import picocli.CommandLine;

/// Runs a program's command line the way that all of ours do: a wrong line shows the usage and is
/// [ExitCode#USAGE], an exception becomes one sentence on stderr and its exit code.
public final class Program {

    private Program() {}

    /// @param name stands before the sentence
    /// @return the exit code
    public static int run(String name, CommandLine program, String... arguments) {
        program.setCaseInsensitiveEnumValuesAllowed(true);
        Deque<CommandLine> commands = new ArrayDeque<>();
        commands.add(program);
        while (!commands.isEmpty()) {
            CommandLine command = commands.remove();
            command.getCommandSpec().exitCodeOnInvalidInput(ExitCode.USAGE);
            commands.addAll(command.getSubcommands().values());
        }
        program.setExecutionExceptionHandler((exception, command, _) -> {
            Failure failure = Failure.of(exception);
            command.getErr().println(name + ": " + failure.sentence());
            command.getErr().flush();
            return failure.exitCode();
        });
        if (arguments.length == 0) {
            program.usage(program.getErr());
            return ExitCode.USAGE;
        }
        return program.execute(arguments);
    }
}
