package dev.tributary.ingestor.imports;

import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.program.Failure;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `ingestor import`.
// Picocli fills the fields before it calls.
@SuppressWarnings("NullAway.Init")
@Command(
        name = "import",
        header = "Append the messages of a file to the log.",
        description = {
            "",
            "The file is read twice: once to check and hash it, once to import it. Importing the"
                    + " same file again appends nothing; an import that was interrupted goes on"
                    + " where it stopped; a newer export of the same chats adds what is new and"
                    + " doubles nothing.",
            ""
        },
        footer = {"", "\"ingestor import FORMAT --help\" tells more about a format."},
        exitCodeOnInvalidInput = ExitCode.USAGE,
        mixinStandardHelpOptions = true,
        commandListHeading = "%nFormats:%n")
public final class ImportCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    private ImportCommand() {}

    /// For the ingestor's command line to add: reads the process's environment, clock and signals.
    public static CommandLine ofProcess() {
        return of(ImportRuntime.ofProcess());
    }

    static CommandLine of(ImportRuntime runtime) {
        CommandLine line =
                new CommandLine(new ImportCommand())
                        .addSubcommand(new TelegramExportCommand(runtime))
                        .addSubcommand(new JsonlCommand(runtime));
        line.setExecutionExceptionHandler(ImportCommand::failed);
        return line;
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "Name the file's format: telegram-export or jsonl");
    }

    private static int failed(
            Exception exception, CommandLine line, CommandLine.ParseResult arguments) {
        Failure failure = Failure.of(exception);
        line.getErr().println("ingestor: " + failure.sentence());
        return failure.exitCode();
    }
}
