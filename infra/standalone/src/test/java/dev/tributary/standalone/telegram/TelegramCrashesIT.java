package dev.tributary.standalone.telegram;

import dev.tributary.simulator.telegram.script.LiveScript;
import dev.tributary.simulator.telegram.script.Texts;
import dev.tributary.simulator.telegram.script.TownGenerator;
import dev.tributary.simulator.telegram.script.TownPlan;
import dev.tributary.simulator.telegram.town.Town;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What reads Telegram is killed at random moments while history is fetched and people talk: the
/// whole ingestor, or its process for Telegram alone, which it starts again.
/// `-Dtelegram.messages=50000 -Dtelegram.rate=100 -Dtelegram.kills=20` makes a long evening of it.
@Tag("stack")
class TelegramCrashesIT {

    private static final int MESSAGES = Integer.getInteger("telegram.messages", 2_000);
    private static final int RATE = Integer.getInteger("telegram.rate", 20);
    private static final int KILLS = Integer.getInteger("telegram.kills", 3);

    private static final int ACCOUNTS = 2;

    /// After it is connected it lives so long at the most.
    private static final int SECONDS_OF_LIFE = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir private Path directory;

    private final Town town =
            TownGenerator.generate(
                    TownPlan.usual(1).withMessages(MESSAGES), Texts.generated(), Clock.systemUTC());
    private final Random random = new Random(1);

    @Test
    void a_killed_ingestor_loses_nothing_and_doubles_nothing() throws Exception {
        try (TelegramTown telegram = TelegramTown.start(town, directory);
                Reading reading = Reading.byProgram(telegram, directory)) {
            IngestorProgram program = new IngestorProgram(Reading.data(directory), telegram);
            Process ingestor = program.start();
            try (LiveScript talk = Reading.talk(town, RATE, 2)) {
                for (int kill = 1; kill <= KILLS; kill++) {
                    program.awaitConnected(ACCOUNTS, PATIENCE);
                    await(randomMomentOf(talk));

                    IngestorProgram.kill(ingestor);
                    say(kill, talk);
                    ingestor = program.start();
                }
                program.awaitConnected(ACCOUNTS, PATIENCE);
            }

            reading.awaitTruth();

            IngestorProgram.kill(ingestor);
            reading.assertNothingWasWritten();
        }
    }

    @Test
    void a_killed_reader_is_started_again_and_loses_nothing() throws Exception {
        try (TelegramTown telegram = TelegramTown.start(town, directory);
                Reading reading = Reading.start(telegram, directory)) {
            try (LiveScript talk = Reading.talk(town, RATE, 2)) {
                for (int kill = 1; kill <= KILLS; kill++) {
                    ProcessHandle reader = awaitReader();
                    reading.awaitConnected();
                    await(randomMomentOf(talk));

                    reader.destroyForcibly();
                    reader.onExit().join();
                    say(kill, talk);

                    await(() -> !reading.page().connected().equals(reading.all()));
                }
                reading.awaitConnected();
                reading.awaitHistory();
            }

            reading.awaitTruth();

            reading.assertNothingWasWritten();
        }
    }

    private Callable<Boolean> randomMomentOf(LiveScript talk) {
        long moment = talk.posts() + random.nextInt(SECONDS_OF_LIFE * RATE);
        return () -> talk.posts() >= moment;
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(3)).until(condition);
    }

    private static void say(int kill, LiveScript talk) {
        System.out.printf("kill %d after %d posts%n", kill, talk.posts());
    }

    private static ProcessHandle awaitReader() {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(Reading::process, Optional::isPresent)
                .orElseThrow();
    }
}
