package dev.tributary.simulator.vkteams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.dataset.IrcUbuntu;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;

@Tag("real-data")
@EnabledIfEnvironmentVariable(
        named = "TRIBUTARY_TEST_DATA",
        matches = ".+",
        disabledReason = "needs the data set irc-ubuntu: set TRIBUTARY_TEST_DATA to its folder")
class IrcUbuntuIT {

    private static final Bot BOT = Script.DEFAULT_BOT;

    @Test
    void twentyThousandMessagesArriveWholeDespiteAllFaults() throws Exception {
        List<PlainMessage> messages =
                IrcUbuntu.plainMessages(Path.of(System.getenv("TRIBUTARY_TEST_DATA")), 20_000);
        MessageLife.Stream stream = MessageLife.usual(1).of(messages);
        Conduct conduct =
                Conduct.good()
                        .withLateBy(Duration.ofMillis(10))
                        .withFaults(FaultPlan.of(1, Fault.all()));
        try (VkTeamsSimulator simulator =
                VkTeamsSimulator.start(0, Script.of(BOT, stream.events()), conduct)) {

            Map<Long, JsonNode> received = CarefulPoller.pollAll(simulator, BOT);

            assertThat(CarefulPoller.payloads(received.values()))
                    .isEqualTo(CarefulPoller.payloads(stream.events()));
            assertThat(simulator.faults(BOT).keySet()).isEqualTo(Fault.all());
        }
    }
}
