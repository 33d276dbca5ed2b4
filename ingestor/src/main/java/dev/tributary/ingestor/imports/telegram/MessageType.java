package dev.tributary.ingestor.imports.telegram;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// The `type` of an exported message, for the `event-type` header: all that an importer reads of a
/// message. It stands second in what Telegram Desktop writes.
final class MessageType {

    /// What is no object, is broken, or has no type that could be a name.
    static final String UNKNOWN = "unknown";

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                    .build();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private MessageType() {}

    static String of(byte[] message) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), message)) {
            return type(parser);
        } catch (JacksonException e) {
            return UNKNOWN;
        }
    }

    private static String type(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return UNKNOWN;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean isType = parser.currentName().equals("type");
            JsonToken value = parser.nextToken();
            if (isType) {
                return value == JsonToken.VALUE_STRING && NAME.matcher(parser.getString()).matches()
                        ? parser.getString()
                        : UNKNOWN;
            }
            parser.skipChildren();
        }
        return UNKNOWN;
    }
}
