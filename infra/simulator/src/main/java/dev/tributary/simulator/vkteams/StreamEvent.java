package dev.tributary.simulator.vkteams;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An event that has its place in a bot's stream.
///
/// @param json the whole wire object, `eventId` first
record StreamEvent(long eventId, ObjectNode json) {

    /// @param event with or without an `eventId` of its own, which is replaced
    static StreamEvent numbered(long eventId, ObjectNode event) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("eventId", eventId);
        event.properties().stream()
                .filter(property -> !property.getKey().equals("eventId"))
                .forEach(property -> json.set(property.getKey(), property.getValue()));
        return new StreamEvent(eventId, json);
    }
}
