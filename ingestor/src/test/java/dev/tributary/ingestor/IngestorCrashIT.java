package dev.tributary.ingestor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.simulator.vkteams.Bot;
import dev.tributary.simulator.vkteams.Conduct;
import dev.tributary.simulator.vkteams.VkTeamsSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The program itself, as its own process.
@Tag("stack")
@Timeout(240)
class IngestorCrashIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MESSAGES = 4_000;

    @TempDir Path directory;

    private final Bot bot = Town.bot();

    @Test
    void killing_it_in_the_middle_again_and_again_loses_and_doubles_nothing() throws Exception {
        // Small answers at full speed: the process spends most of its time inside transactions.
        Conduct conduct = Conduct.good().withEventsPerAnswer(10);
        IngestorProcess program;
        try (var simulator = VkTeamsSimulator.start(0, Town.script(bot, MESSAGES), conduct)) {
            program = IngestorProcess.reading(directory, simulator, List.of(bot));
            for (long until = 500; until < MESSAGES; until += 700) {
                long reached = until;
                Process ingestor = program.start();
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(3))
                        .until(() -> simulator.departedAt(bot, reached).isPresent());
                ingestor.destroyForcibly().waitFor();
            }

            Process last = program.start();
            await().atMost(PATIENCE).until(() -> simulator.isDrained(bot));
            last.destroy();
            last.waitFor();

            assertThat(simulator.violations()).isEmpty();
        }
        assertThat(Town.messageIds(bot)).isEqualTo(Town.messageIds(Town.messages(MESSAGES)));
        assertThat(program.log())
                .contains("The account is stopped")
                .doesNotContain(bot.token())
                .doesNotContain(bot.token().replace(":", "%3A"));
    }
}
