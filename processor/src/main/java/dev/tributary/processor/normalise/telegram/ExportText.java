package dev.tributary.processor.normalise.telegram;

import dev.tributary.contract.wire.MalformedValue;
import dev.tributary.contract.wire.WireObject;
import dev.tributary.contract.wire.WireText;
import tools.jackson.databind.JsonNode;

/// Rich text: a string, or an array of strings and entities `{type, text, ...}` that together are
/// the text.
final class ExportText {

    private ExportText() {}

    /// `text_entities` covers the whole text where it exists (exports since the end of 2021).
    static String of(WireObject message) {
        JsonNode entities = message.node("text_entities");
        boolean covered = entities.isArray() && !entities.isEmpty();
        return rich(message, covered ? "text_entities" : "text");
    }

    /// @throws MalformedValue if the field is neither a string nor such an array
    static String rich(WireObject object, String key) {
        JsonNode field = object.node(key);
        if (field.isMissingNode() || field.isNull()) {
            return "";
        }
        if (field.isString()) {
            return WireText.storable(field.stringValue());
        }
        if (!field.isArray()) {
            throw object.malformed(key, "is neither a string nor an array of entities");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : field) {
            JsonNode words = part.isObject() ? part.path("text") : part;
            if (!words.isString()) {
                throw object.malformed(key, "has an entity without text");
            }
            text.append(words.stringValue());
        }
        return WireText.storable(text.toString());
    }
}
