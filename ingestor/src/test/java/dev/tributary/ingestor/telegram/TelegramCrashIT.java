package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.ingestor.append.RawLog;
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
import java.util.ArrayList;
import java.util.List;
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
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(2))
                    .untilAsserted(() -> {
                        var truth = LoggedChats.of(telegram.telegram().truth(account));
                        var logged = LoggedChats.of(events(account)).present();
                        assertThat(LoggedChats.differences(truth, logged)).as("missing").isEmpty();
                        assertThat(LoggedChats.differences(logged, truth)).as("too many").isEmpty();
                    });
            last.destroy();
            last.waitFor();

            assertThat(telegram.telegram().violations()).isEmpty();
        }
    }

    private static List<RawEvent> events(Account account) {
        AccountId id = new AccountId(Service.TELEGRAM, Long.toString(account.person().id()));
        List<RawEvent> events = new ArrayList<>(RawLog.eventsOf(id, Origin.BACKFILL));
        events.addAll(RawLog.eventsOf(id, Origin.LIVE));
        return events;
    }
}
