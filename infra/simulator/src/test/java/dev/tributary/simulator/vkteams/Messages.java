package dev.tributary.simulator.vkteams;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Plain messages for tests.
final class Messages {

    static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    private Messages() {}

    static PlainMessage message(long number) {
        return new PlainMessage(
                "#talk", number, "anna", NOON.plusSeconds(number), "message " + number, null);
    }

    static List<PlainMessage> messages(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(Messages::message).toList();
    }

    static List<ObjectNode> events(int count) {
        return messages(count).stream().map(VkTeamsEvents::newMessage).toList();
    }

    static List<Long> ids(JsonNode answer) {
        return answer.path("events").valueStream().map(e -> e.path("eventId").asLong()).toList();
    }
}
