package dev.tributary.ingestor.imports;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.ingestor.imports.file.Figures;
import dev.tributary.ingestor.imports.file.ImportFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How an import ended. The log holds what the cursor after it says, whatever the ending.
///
/// @param before the cursor that this run found
/// @param after the cursor that it left
/// @param firstRejects the reasons of the first pieces that this run rejected
/// @param refusal why the rest of the file cannot be imported
/// @param stopped somebody ended the run before the file's end
record ImportResult(
        ImportFile file,
        AccountId account,
        ImportCursor before,
        ImportCursor after,
        List<String> firstRejects,
        Optional<String> refusal,
        boolean stopped,
        Duration took) {

    ImportResult {
        firstRejects = List.copyOf(firstRejects);
    }

    /// 0 only if everything that the file holds is in the raw log.
    int exitCode() {
        return after.complete() && after.rejected() == 0 ? ExitCode.OK : ExitCode.ERROR;
    }

    /// One line for stdout.
    String summary() {
        String of = " of \"" + file.path() + "\" ";
        if (before.complete()) {
            return "already imported: "
                    + messages(before.messages())
                    + of
                    + (before.messages() == 1 ? "is" : "are")
                    + " in the account \""
                    + account
                    + "\"; nothing was appended";
        }
        return "imported "
                + messages(appended())
                + of
                + "into the account \""
                + account
                + "\""
                + (before.messages() == 0
                        ? ""
                        : "; "
                                + Figures.count(before.messages())
                                + (before.messages() == 1 ? " was" : " were")
                                + " there before")
                + speed();
    }

    /// What the person should know beside it, a line each, for stderr.
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        if (after.rejected() > 0) {
            complaints.add(
                    Figures.count(after.rejected())
                            + (after.rejected() == 1 ? " message is" : " messages are")
                            + " bad and lie in the dead letters (query-cli dead-letters list);"
                            + " mend them in a copy of the file and import that: nothing doubles");
            firstRejects.forEach(reason -> complaints.add("  " + reason));
            long more = after.rejected() - before.rejected() - firstRejects.size();
            if (more > 0) {
                complaints.add("  and " + Figures.count(more) + " more");
            }
        }
        refusal.ifPresent(complaints::add);
        if (stopped) {
            complaints.add("stopped before the end; the same command goes on from here");
        }
        return complaints;
    }

    private long appended() {
        return after.messages() - before.messages();
    }

    private String speed() {
        double seconds = Math.max(0.001, took.toMillis() / 1000.0);
        return String.format(
                Locale.ROOT, " in %.1f s (%,d/s)", seconds, Math.round(appended() / seconds));
    }

    private static String messages(long count) {
        return Figures.count(count) + (count == 1 ? " message" : " messages");
    }
}
