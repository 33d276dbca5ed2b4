package dev.tributary.ingestor.imports.telegram;

import dev.tributary.contract.raw.RawHeader;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What the file says of a chat outside its messages, as the file says it: the headers that each of
/// its messages gets. `chat-id` is the export's bare number, `chat-type` decides whose number it
/// is.
record ExportedChat(Map<RawHeader, String> headers) {

    static final ExportedChat UNKNOWN = new ExportedChat(Map.of());

    ExportedChat {
        headers = Map.copyOf(headers);
    }

    ExportedChat with(String key, JsonNode value) {
        if (value.isNull() || value.isContainer()) {
            return this;
        }
        Map<RawHeader, String> more = new EnumMap<>(RawHeader.class);
        more.putAll(headers);
        more.put(header(key), value.asString());
        return new ExportedChat(more);
    }

    private static RawHeader header(String key) {
        return switch (key) {
            case "id" -> RawHeader.CHAT_ID;
            case "type" -> RawHeader.CHAT_TYPE;
            case "name" -> RawHeader.CHAT_TITLE;
            default -> throw new IllegalArgumentException("no field of a chat: \"" + key + "\"");
        };
    }
}
