package dev.tributary.simulator.vkteams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A client that does what the service's documents ask gets every event, whatever the fault.
class CarefulPollerTest {

    private static final Bot BOT = Script.DEFAULT_BOT;

    @ParameterizedTest
    @EnumSource
    void getsEveryEventDespite(Fault fault) throws Exception {
        assertThatEveryMessageArrivesUnder(Set.of(fault));
    }

    @Test
    void getsEveryEventDespiteAllFaultsTogether() throws Exception {
        assertThatEveryMessageArrivesUnder(Fault.all());
    }

    private static void assertThatEveryMessageArrivesUnder(Set<Fault> faults) throws Exception {
        MessageLife.Stream stream = MessageLife.usual(7).of(Messages.messages(1000));
        Conduct conduct =
                Conduct.good()
                        .withEventsPerAnswer(5)
                        .withLateBy(Duration.ofMillis(10))
                        .withFaults(new FaultPlan(3, faults, 0.5, 4));
        try (VkTeamsSimulator simulator =
                VkTeamsSimulator.start(0, Script.of(BOT, stream.events()), conduct)) {

            Map<Long, JsonNode> received = pollAll(simulator);

            assertThat(simulator.faults(BOT).keySet()).isEqualTo(faults);
            assertThat(payloads(received.values())).isEqualTo(payloads(stream.events()));
        }
    }

    private static List<String> payloads(Collection<? extends JsonNode> events) {
        return events.stream()
                .filter(event -> !event.path("type").asString().equals("messageReactions"))
                .map(event -> event.path("payload").toString())
                .toList();
    }

    private static Map<Long, JsonNode> pollAll(VkTeamsSimulator simulator) throws Exception {
        Client client = Client.of(simulator, BOT);
        Map<Long, JsonNode> received = new TreeMap<>();
        long last = 0;
        while (!simulator.isDrained()) {
            try {
                HttpResponse<String> answer = client.pollText(last, 0);
                for (JsonNode event : Client.json(answer.body()).path("events")) {
                    last = Math.max(last, event.path("eventId").asLong());
                    received.put(event.path("eventId").asLong(), event);
                }
            } catch (IOException | JacksonException e) {
                // Cut, or not JSON: the same poll again.
                assertThat(e).isNotNull();
            }
        }
        return received;
    }
}
