package dev.tributary.simulator.vkteams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A client that does what the service's documents ask: the highest id goes on, events are told
/// apart by their ids, and whatever is no answer is asked for again.
final class CarefulPoller {

    private CarefulPoller() {}

    /// @return every event by its id
    static Map<Long, JsonNode> pollAll(VkTeamsSimulator simulator, Bot bot)
            throws InterruptedException {
        Client client = Client.of(simulator, bot);
        Map<Long, JsonNode> received = new TreeMap<>();
        long last = 0;
        while (!simulator.isDrained(bot)) {
            try {
                HttpResponse<String> answer = client.pollText(last, 0);
                for (JsonNode event : Client.json(answer.body()).path("events")) {
                    last = Math.max(last, event.path("eventId").asLong());
                    received.put(event.path("eventId").asLong(), event);
                }
            } catch (IOException | JacksonException e) {
                assertThat(e).as("cut, or not JSON: the same poll again").isNotNull();
            }
        }
        return received;
    }

    /// The payloads as text, those of injected events left out.
    static List<String> payloads(Collection<? extends JsonNode> events) {
        return events.stream()
                .filter(event -> !event.path("type").asString().equals("messageReactions"))
                .map(event -> event.path("payload").toString())
                .toList();
    }
}
