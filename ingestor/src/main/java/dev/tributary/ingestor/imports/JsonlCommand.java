package dev.tributary.ingestor.imports;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import dev.tributary.ingestor.imports.file.ImportFile;
import dev.tributary.ingestor.imports.jsonl.JsonLines;
import dev.tributary.ingestor.launch.LaunchOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `ingestor import jsonl`.
// Picocli fills the fields before it calls.
@SuppressWarnings("NullAway.Init")
@Command(
        name = "jsonl",
        header = "Import messages of any origin, one JSON object a line.",
        description = {
            "",
            "A line has chat, message_id, sender, sent_at (RFC 3339, or seconds since 1970) and"
                    + " text; it may have chat_title, sender_name, reply_to, edited_at and deleted."
                    + " docs/jsonl.md describes them.",
            "",
            "A bad line does not stop the import: it goes to the dead letters with the reason, is"
                    + " reported with its number, and the command ends with 1.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every line is in the log",
            "1:some lines are bad, or the file cannot be read to its end; the rest is kept",
            "2:another import of the account took over",
            "4:Kafka is out of reach",
            "64:the command line is wrong"
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample, a file of one line:%n",
        footer = {
            "  {\"chat\":\"tea\",\"message_id\":1,\"sender\":\"anna\",\"sent_at\":1714559400,"
                    + "\"text\":\"Hi\"}",
            "",
            "  ingestor import jsonl --account home talk.jsonl"
        })
final class JsonlCommand implements Callable<Integer> {

    private final ImportRuntime runtime;

    @Spec private CommandSpec spec;

    @Mixin private LaunchOptions launch;

    @Mixin private Talk talk;

    @Parameters(paramLabel = "FILE", description = "The file, plain or .gz.")
    private Path file;

    @Option(
            names = "--account",
            paramLabel = "NAME",
            required = true,
            converter = JsonlAccount.class,
            description =
                    "A name for where the messages come from; they belong to the account"
                            + " jsonl:NAME.")
    private AccountId account;

    JsonlCommand(ImportRuntime runtime) {
        this.runtime = runtime;
        this.launch = new LaunchOptions(runtime.environment());
    }

    @Override
    public Integer call() throws InterruptedException {
        return new ImportExecution(
                        runtime, spec.commandLine().getOut(), spec.commandLine().getErr())
                .run(launch, talk, () -> ImportFile.of(file), new JsonLines(account));
    }

    private static final class JsonlAccount implements ITypeConverter<AccountId> {

        /// With or without the `jsonl:` that every other command shows.
        @Override
        public AccountId convert(String value) {
            String name = value.startsWith("jsonl:") ? value.substring(6) : value;
            if (!name.matches("[\\p{L}\\p{N}._@#-]{1,64}")) {
                throw new TypeConversionException(
                        "\"" + value + "\" is no name of at most 64 letters, digits and . _ @ # -");
            }
            return new AccountId(Service.JSONL, name);
        }
    }
}
