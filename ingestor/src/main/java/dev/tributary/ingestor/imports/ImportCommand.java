package dev.tributary.ingestor.imports;

import java.util.Map;
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
        mixinStandardHelpOptions = true,
        commandListHeading = "%nFormats:%n")
public final class ImportCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    private ImportCommand() {}

    /// For the ingestor's command line to add: hears the process's clock and signals.
    public static CommandLine ofProcess(Map<String, String> environment) {
        return of(ImportRuntime.ofProcess(environment));
    }

    static CommandLine of(ImportRuntime runtime) {
        return new CommandLine(new ImportCommand())
                .addSubcommand(new TelegramExportCommand(runtime))
                .addSubcommand(new JsonlCommand(runtime));
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "Name the file's format: telegram-export or jsonl");
    }
}
