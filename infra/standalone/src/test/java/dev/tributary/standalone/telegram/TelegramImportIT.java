package dev.tributary.standalone.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.simulator.telegram.script.LiveScript;
import dev.tributary.simulator.telegram.script.Texts;
import dev.tributary.simulator.telegram.script.TownGenerator;
import dev.tributary.simulator.telegram.script.TownPlan;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Town;
import dev.tributary.standalone.RunningStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An account is imported from what Telegram Desktop wrote of it, and connected afterwards.
@Tag("stack")
class TelegramImportIT {

    private static final int MESSAGES = Integer.getInteger("telegram.messages", 2_000);
    private static final int RATE = Integer.getInteger("telegram.rate", 20);
    private static final int POSTS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir private Path directory;

    @Test
    void what_was_imported_and_is_read_again_is_there_once() throws Exception {
        TownPlan plan = TownPlan.usual(1).withAccounts(1).withMessages(MESSAGES);
        Town town = TownGenerator.generate(plan, Texts.generated(), Clock.systemUTC());
        Account account = town.accounts().getFirst();
        talk(town, 2);
        Path export =
                Files.writeString(
                        directory.resolve("result.json"), DesktopExport.of(town, account));
        try (TelegramTown telegram = TelegramTown.start(town, directory)) {
            ArchivedAccount imported = imported(telegram, account, export);

            try (Reading reading = Reading.start(telegram, directory)) {
                talk(town, 3);
                reading.awaitHistory();
                reading.awaitTruth();

                ArchivedAccount connected = reading.archived(account);
                assertThat(connected.messages()).containsAllEntriesOf(imported.messages());
                assertThat(connected.versions()).containsAllEntriesOf(imported.versions());
                assertThat(connected.messages()).hasSizeGreaterThan(imported.messages().size());
                reading.assertNothingWasWritten();
            }
        }
    }

    /// Some is edited and deleted on the way.
    private static void talk(Town town, long seed) {
        try (LiveScript talk = Reading.talk(town, RATE, seed)) {
            await().atMost(PATIENCE).until(() -> talk.posts() >= POSTS);
        }
    }

    private ArchivedAccount imported(TelegramTown telegram, Account account, Path export)
            throws Exception {
        try (RunningStack stack = RunningStack.start(Reading.data(directory))) {
            assertThat(stack.run("import", "telegram-export", export.toString())).isZero();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(faults(stack, telegram, account)).isEmpty());
            return ArchivedAccount.of(stack.archive(), TelegramTown.id(account));
        }
    }

    private static List<String> faults(RunningStack stack, TelegramTown telegram, Account account)
            throws Exception {
        return ArchivedAccount.of(stack.archive(), TelegramTown.id(account))
                .faults(telegram.simulator().truth(account));
    }
}
