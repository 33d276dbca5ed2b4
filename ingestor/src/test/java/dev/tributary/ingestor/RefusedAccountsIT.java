package dev.tributary.ingestor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.simulator.vkteams.Bot;
import dev.tributary.simulator.vkteams.Conduct;
import dev.tributary.simulator.vkteams.FaultPlan;
import dev.tributary.simulator.vkteams.VkTeamsSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The program itself, whose only account is refused by its service.
@Tag("stack")
@Timeout(120)
class RefusedAccountsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir Path directory;

    private final Bot bot = Town.bot();
    private VkTeamsSimulator simulator;
    private IngestorProcess program;

    @BeforeEach
    void revoke() throws Exception {
        Conduct conduct = Conduct.good().withFaults(FaultPlan.none().revoking(bot.userId(), 0));
        simulator = VkTeamsSimulator.start(0, Town.script(bot, 1), conduct);
        program = IngestorProcess.reading(directory, simulator, List.of(bot));
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void end_the_program_where_nobody_told_it_to_stay() throws Exception {
        Process ingestor = program.start();

        assertThat(ingestor.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(ingestor.exitValue()).isEqualTo(ExitCode.NOTHING_REACHABLE);
        assertThat(program.log()).contains("no account is left to listen to");
    }

    @Test
    void are_asked_for_once_where_the_program_shall_stay() throws Exception {
        Process ingestor = program.start("--even-without-accounts");
        await().atMost(PATIENCE).until(() -> program.log().contains("The account is refused"));
        int calls = simulator.calls(bot);

        boolean ended = ingestor.waitFor(2, TimeUnit.SECONDS);
        ingestor.destroy();

        assertThat(ended).isFalse();
        assertThat(simulator.calls(bot)).isEqualTo(calls);
        assertThat(ingestor.waitFor()).isEqualTo(ExitCode.OK);
    }
}
