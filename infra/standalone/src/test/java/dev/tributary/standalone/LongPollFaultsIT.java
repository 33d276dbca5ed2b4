package dev.tributary.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.archive.TableChecksum;
import dev.tributary.simulator.dataset.IrcUbuntu;
import dev.tributary.simulator.vkteams.Conduct;
import dev.tributary.simulator.vkteams.Fault;
import dev.tributary.simulator.vkteams.FaultPlan;
import dev.tributary.simulator.vkteams.MessageLife;
import dev.tributary.simulator.vkteams.Script;
import dev.tributary.simulator.vkteams.VkTeamsSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// 20,000 real messages with edits and deletions come over the long poll, each time from an empty
/// archive: whatever the service does on the way, the rows and the versions are the same.
@Tag("stack")
@Tag("real-data")
class LongPollFaultsIT {

    private static final int MESSAGES = 20_000;
    private static final Map<String, Map<String, TableChecksum>> RESULTS = new HashMap<>();

    @TempDir Path directory;

    static Stream<Set<Fault>> faults() {
        return Stream.concat(
                Stream.of(Set.<Fault>of(), Fault.all()),
                Arrays.stream(Fault.values()).map(Set::of));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void end_in_the_same_rows_and_versions(Set<Fault> faults) throws Exception {
        MessageLife.Stream stream =
                MessageLife.usual(11)
                        .of(
                                IrcUbuntu.plainMessages(
                                        Path.of(System.getenv("TRIBUTARY_TEST_DATA")), MESSAGES));
        Conduct conduct = Conduct.good().withFaults(plan(faults));
        try (VkTeamsSimulator vkTeams =
                        VkTeamsSimulator.start(
                                0, Script.of(Script.DEFAULT_BOT, stream.events()), conduct);
                RunningStack stack = RunningStack.listeningTo(vkTeams, directory)) {
            await().atMost(Duration.ofMinutes(4)).until(vkTeams::isDrained);
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> {
                        assertThat(stack.count("select count(*) from messages"))
                                .isEqualTo(MESSAGES);
                        assertThat(stack.count("select count(*) from message_versions"))
                                .isEqualTo(MESSAGES + stream.edits());
                        assertThat(stack.count("select count(*) from messages where deleted"))
                                .isEqualTo(stream.deletions());
                    });

            assertThat(vkTeams.faults(Script.DEFAULT_BOT).keySet()).isEqualTo(faults);
            assertThat(vkTeams.violations()).isEmpty();
            RESULTS.put(faults.toString(), contentOf(stack));
        }
    }

    /// So often that each of them occurs, and so seldom that the run ends.
    private static FaultPlan plan(Set<Fault> faults) {
        return switch (faults.size()) {
            case 0 -> FaultPlan.none();
            case 1 -> FaultPlan.of(5, faults);
            default -> new FaultPlan(5, faults, 0.35, 4);
        };
    }

    @AfterAll
    static void every_run_agrees_with_the_first() {
        assertThat(RESULTS.values().stream().distinct()).as(RESULTS.toString()).hasSize(1);
    }

    private static Map<String, TableChecksum> contentOf(RunningStack stack) throws Exception {
        Map<String, TableChecksum> all = stack.checksums();
        return Map.of(
                "messages", all.get("messages"),
                "message_versions", all.get("message_versions"),
                "users", all.get("users"));
    }
}
