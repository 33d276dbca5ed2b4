package dev.tributary.ingestor.imports;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import dev.tributary.ingestor.imports.telegram.TelegramExport;
import dev.tributary.ingestor.launch.LaunchOptions;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `ingestor import telegram-export`.
// Picocli fills the fields before it calls.
@SuppressWarnings("NullAway.Init")
@Command(
        name = "telegram-export",
        header = "Import Telegram Desktop's JSON export, of an account or of one chat.",
        description = {
            "",
            "To make one: Settings > Advanced > Export Telegram data, or \"Export chat history\" in"
                + " a chat's menu; format \"Machine-readable JSON\". Files of several GB take no"
                + " more memory than small ones.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the whole file is in the log",
            "1:the file cannot be read, or not to its end; what came before the break is kept",
            "2:another import of the account took over",
            "4:Kafka is out of reach",
            "64:the command line is wrong"
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ingestor import telegram-export ~/Downloads/DataExport_2026-11-20",
            "  ingestor import telegram-export --account telegram:123456789 result.json"
        })
final class TelegramExportCommand implements Callable<Integer> {

    private final ImportRuntime runtime;

    @Spec private CommandSpec spec;

    @Mixin private LaunchOptions launch;

    @Mixin private Talk talk;

    @Parameters(
            paramLabel = "FILE",
            description = "result.json (or .json.gz), or the directory that holds it.")
    private Path file;

    @Option(
            names = "--account",
            paramLabel = "telegram:ID",
            converter = TelegramAccount.class,
            description =
                    "Whose export it is, by user id. Only needed where the file does not say it:"
                            + " the export of one chat never does.")
    private @Nullable AccountId account;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            converter = Zone.class,
            description =
                    "Time zone of the computer that wrote the export, such as Europe/Moscow. Only"
                            + " used for exports of before November 2021, which have local times"
                            + " alone. Default: this computer's.")
    private @Nullable ZoneId zone;

    TelegramExportCommand(ImportRuntime runtime) {
        this.runtime = runtime;
        this.launch = new LaunchOptions(runtime.environment());
    }

    @Override
    public Integer call() throws InterruptedException {
        TelegramExport format = new TelegramExport(account, zone == null ? runtime.zone() : zone);
        return new ImportExecution(
                        runtime, spec.commandLine().getOut(), spec.commandLine().getErr())
                .run(launch, talk, () -> TelegramExport.file(file), format);
    }

    private static final class TelegramAccount implements ITypeConverter<AccountId> {
        @Override
        public AccountId convert(String value) {
            String id = value.startsWith("telegram:") ? value.substring(9) : "";
            if (id.isEmpty() || !id.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw new TypeConversionException(
                        "\"" + value + "\" is not of the form telegram:123456789");
            }
            return new AccountId(Service.TELEGRAM, id);
        }
    }

    private static final class Zone implements ITypeConverter<ZoneId> {
        @Override
        public ZoneId convert(String value) {
            try {
                return ZoneId.of(value);
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "\"" + value + "\" is no time zone such as Europe/Moscow or UTC");
            }
        }
    }
}
