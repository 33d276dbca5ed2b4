package dev.tributary.contract.event;

import dev.tributary.contract.identity.ContractJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The JSON form of a [ChatEvent] in the event topics: the record's components by name, identifiers
/// as strings, times as RFC 3339, absent instead of null.
public final class EventJson {

    private static final JsonMapper MAPPER = ContractJson.mapper();

    private EventJson() {}

    public static byte[] write(ChatEvent event) {
        return MAPPER.writerFor(ChatEvent.class).writeValueAsBytes(event);
    }

    /// @throws IllegalArgumentException if the bytes are not an event
    public static ChatEvent read(byte[] json) {
        try {
            return MAPPER.readValue(json, ChatEvent.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not an event: " + e.getOriginalMessage(), e);
        }
    }
}
