package dev.tributary.simulator.vkteams;

import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An event as a later release of the service might send it.
final class UnknownEvent {

    private UnknownEvent() {}

    static ObjectNode at(Instant now) {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", "messageReactions");
        event.putObject("payload")
                .put("timestamp", now.getEpochSecond())
                .putArray("reactions")
                .add("👍");
        return event;
    }
}
