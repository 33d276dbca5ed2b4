package dev.tributary.ingestor.imports.telegram;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import dev.tributary.ingestor.imports.file.ByteWindow;
import dev.tributary.ingestor.imports.file.Figures;
import dev.tributary.ingestor.imports.file.ImportFile;
import dev.tributary.ingestor.imports.file.ImportFormat;
import dev.tributary.ingestor.imports.file.ImportPlan;
import dev.tributary.ingestor.imports.file.ImportRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Telegram Desktop's `result.json`. One message is one element of a `messages` array, byte for
/// byte; it need not even be valid JSON, as long as its brackets close.
public final class TelegramExport implements ImportFormat {

    static final String HOW_TO_EXPORT =
            "in Telegram Desktop choose Settings > Advanced > Export Telegram data, or Export chat"
                    + " history in a chat's menu, with the format \"Machine-readable JSON\"";

    private final @Nullable AccountId account;
    private final ZoneId zone;

    /// @param account of a file that does not name one; null if none was given
    /// @param zone of the computer that wrote the export: files of before November 2021 have local
    ///   times alone
    public TelegramExport(@Nullable AccountId account, ZoneId zone) {
        this.account = account;
        this.zone = zone;
    }

    /// The file that is meant: the export's directory stands for the `result.json` in it.
    ///
    /// @throws ImportRefused if the directory holds none
    public static ImportFile file(Path path) {
        if (!Files.isDirectory(path)) {
            return new ImportFile(path);
        }
        Path result = path.resolve("result.json");
        if (Files.exists(result)) {
            return new ImportFile(result);
        }
        throw new ImportRefused(
                "the directory \""
                        + path
                        + "\" holds "
                        + (Files.exists(path.resolve("messages.html"))
                                ? "the HTML export; the JSON export is needed: "
                                : "no result.json; name the export's directory or file; to make"
                                        + " one: ")
                        + HOW_TO_EXPORT);
    }

    @Override
    public ImportPlan survey(ByteWindow bytes, ImportFile file) throws IOException {
        JsonScanner json = new JsonScanner(bytes);
        checkBeginning(json.peek(), file);
        ExportSurvey survey = new ExportSurvey();
        try {
            TelegramWalk.walk(json, survey);
        } catch (BrokenJson e) {
            if (!survey.isExport() && !survey.isComplete()) {
                throw refused(file, e, "nothing of it is imported");
            }
        }
        if (!survey.isExport()) {
            throw file.refused(notAnExport(survey));
        }
        return new TelegramPlan(account(survey, file), zone, survey.chats(), file);
    }

    /// The sentence for a file that is readable up to a place.
    static ImportRefused refused(ImportFile file, BrokenJson e, String whatOfTheRest) {
        return file.refused(
                (e.isEndOfFile() ? "is cut off at byte " : "breaks at byte ")
                        + Figures.count(e.position())
                        + ": "
                        + e.getMessage()
                        + "; "
                        + whatOfTheRest
                        + "; copy it or export it again and import that");
    }

    private static void checkBeginning(int first, ImportFile file) {
        if (first == '<') {
            throw file.refused("is the HTML export; the JSON export is needed: " + HOW_TO_EXPORT);
        }
        if (first != '{') {
            throw file.refused("is not JSON; " + HOW_TO_EXPORT + ", and import its result.json");
        }
    }

    private static String notAnExport(ExportSurvey survey) {
        return survey.lacksChats()
                ? "is an export without chats; export again with the chats ticked: " + HOW_TO_EXPORT
                : "is JSON but no Telegram export: it has neither \"messages\" nor \"chats\"; "
                        + HOW_TO_EXPORT
                        + "; for files of one message a line there is: ingestor import jsonl";
    }

    private AccountId account(ExportSurvey survey, ImportFile file) {
        Optional<AccountId> owner = survey.owner().map(id -> new AccountId(Service.TELEGRAM, id));
        if (owner.isEmpty()) {
            if (account != null) {
                return account;
            }
            throw file.refused(
                    "does not say whose it is, as the export of one chat never does; add --account"
                            + " telegram:ID with the user id of the account that exported it");
        }
        if (account != null && !owner.get().equals(account)) {
            throw file.refused(
                    "is an export of the account \""
                            + owner.get()
                            + "\", not of \""
                            + account
                            + "\"; leave --account out");
        }
        return owner.get();
    }
}
