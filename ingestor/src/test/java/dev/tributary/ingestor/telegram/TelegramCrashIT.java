package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.simulator.telegram.script.LiveRate;
import dev.tributary.simulator.telegram.script.LiveScript;
import dev.tributary.simulator.telegram.script.Texts;
import dev.tributary.simulator.telegram.script.TownGenerator;
import dev.tributary.simulator.telegram.script.TownPlan;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Town;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real TDLib in the real program, killed again and again while history is fetched and people
/// talk. The sizes are those of every day; `-Dtelegram.messages=50000 -Dtelegram.chats=40
/// -Dtelegram.rate=100 -Dtelegram.kills=20` makes a night of it.
@Tag("stack")
class TelegramCrashIT {

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final int MESSAGES = Integer.getInteger("telegram.messages", 2_000);
    private static final int CHATS = Integer.getInteger("telegram.chats", 12);
    private static final int RATE = Integer.getInteger("telegram.rate", 10);
    private static final int KILLS = Integer.getInteger("telegram.kills", 2);

    @TempDir private Path directory;

    @Test
    void killing_it_at_any_moment_loses_nothing_that_telegram_has() throws Exception {
        TownPlan plan = TownPlan.usual(1).withChats(CHATS).withMessages(MESSAGES).withAccounts(1);
        Town town = TownGenerator.generate(plan, Texts.generated(), Clock.systemUTC());
        Account account = town.accounts().getFirst();
        Random random = new Random(1);
        try (LocalTelegram telegram = LocalTelegram.open(town, directory)) {
            TelegramProgram program = new TelegramProgram(directory, telegram, account);
            program.signIn();
            try (LiveScript talk =
                    LiveScript.start(
                            town, new LiveRate(RATE, 10, 4), Texts.generated(), 2, _ -> {})) {
                for (int kill = 0; kill < KILLS; kill++) {
                    Process ingestor = program.start();
                    program.awaitReading(PATIENCE);
                    long moment = talk.posts() + random.nextInt(4 * RATE);
                    await().atMost(PATIENCE)
                            .pollInterval(Duration.ofMillis(3))
                            .until(() -> talk.posts() >= moment);
                    program.kill(ingestor);
                }
            }
            Process last = program.start();
            program.awaitTruth(PATIENCE);
            last.destroy();
            last.waitFor();

            assertThat(telegram.telegram().violations()).isEmpty();
        }
    }
}
