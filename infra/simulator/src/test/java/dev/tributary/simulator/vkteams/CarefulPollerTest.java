package dev.tributary.simulator.vkteams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class CarefulPollerTest {

    private static final Bot BOT = Script.DEFAULT_BOT;

    @ParameterizedTest
    @EnumSource
    void getsEveryEventDespite(Fault fault) throws Exception {
        assertThatEveryEventArrivesUnder(Set.of(fault));
    }

    @Test
    void getsEveryEventDespiteAllFaultsTogether() throws Exception {
        assertThatEveryEventArrivesUnder(Fault.all());
    }

    private static void assertThatEveryEventArrivesUnder(Set<Fault> faults) throws Exception {
        MessageLife.Stream stream = MessageLife.usual(7).of(Messages.messages(1000));
        Conduct conduct =
                Conduct.good()
                        .withEventsPerAnswer(5)
                        .withLateBy(Duration.ofMillis(10))
                        .withFaults(new FaultPlan(3, faults, 0.5, 4));
        try (VkTeamsSimulator simulator =
                VkTeamsSimulator.start(0, Script.of(BOT, stream.events()), conduct)) {

            Map<Long, JsonNode> received = CarefulPoller.pollAll(simulator, BOT);

            assertThat(simulator.faults(BOT).keySet()).isEqualTo(faults);
            assertThat(CarefulPoller.payloads(received.values()))
                    .isEqualTo(CarefulPoller.payloads(stream.events()));
        }
    }
}
