package dev.tributary.ingestor.vkteams;

import java.util.Arrays;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/// One element of an answer's `events`: where its bytes are, and the little that we must know of
/// it. Whatever is missing or of another type is taken as absent: the value is kept in any case.
///
/// @param type the service's word; `unknown` if it has none
/// @param start the first byte, in the answer
/// @param end the byte after the last
record EventSlice(OptionalLong eventId, String type, EventChat chat, int start, int end) {

    static EventSlice of(JsonNode event, int start, int end) {
        return new EventSlice(
                eventId(event.path("eventId")),
                event.path("type").asString("unknown"),
                EventChat.of(event.path("payload")),
                start,
                end);
    }

    /// The bytes as the server sent them.
    byte[] in(byte[] answer) {
        return Arrays.copyOfRange(answer, start, end);
    }

    private static OptionalLong eventId(JsonNode id) {
        if (id.isIntegralNumber() && id.canConvertToLong()) {
            return OptionalLong.of(id.longValue());
        }
        if (id.isString() && id.stringValue().matches("\\d{1,18}")) {
            return OptionalLong.of(Long.parseLong(id.stringValue()));
        }
        return OptionalLong.empty();
    }
}
