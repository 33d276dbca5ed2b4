package dev.tributary.ingestor.vkteams;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An answer of the Bot API, taken apart: `ok`, the fields beside it, and where in the bytes each
/// element of `events` stands.
///
/// @param ok true also where the answer does not say it, as some do
/// @param fields all but `events`
/// @param listsEvents whether there was an array `events`, be it empty
record Envelope(boolean ok, ObjectNode fields, boolean listsEvents, List<EventSlice> events) {

    /// The service decides how large and deep its events are; we only carry them.
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxStringLength(Integer.MAX_VALUE)
                                                    .maxNameLength(Integer.MAX_VALUE)
                                                    .maxNumberLength(Integer.MAX_VALUE)
                                                    .maxNestingDepth(10_000)
                                                    .build())
                                    .build())
                    .build();

    Envelope {
        events = List.copyOf(events);
    }

    /// Empty if the bytes are not one JSON object, whole.
    static Optional<Envelope> parse(byte[] answer) {
        try (JsonParser parser = MAPPER.createParser(answer)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            return Optional.of(read(parser));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Envelope read(JsonParser parser) {
        ObjectNode fields = MAPPER.createObjectNode();
        List<EventSlice> events = new ArrayList<>();
        boolean listsEvents = false;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("events") && value == JsonToken.START_ARRAY) {
                listsEvents = true;
                readEvents(parser, events);
            } else {
                fields.set(name, parser.<JsonNode>readValueAsTree());
            }
        }
        return new Envelope(fields.path("ok").asBoolean(true), fields, listsEvents, events);
    }

    private static void readEvents(JsonParser parser, List<EventSlice> events) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            long start = parser.currentTokenLocation().getByteOffset();
            JsonNode event = parser.readValueAsTree();
            long end = parser.currentLocation().getByteOffset();
            events.add(EventSlice.of(event, Math.toIntExact(start), Math.toIntExact(end)));
        }
    }

    String description() {
        return text("description");
    }

    /// The field as text, whatever it is on the wire; empty if it is absent.
    String text(String field) {
        return fields.path(field).asString("");
    }
}
