package dev.tributary.ingestor.telegram;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The names of whomever an object of TDLib's knows by an id alone: the `names` header.
final class Names {

    private final LongFunction<@Nullable String> directory;

    Names(LongFunction<@Nullable String> directory) {
        this.directory = directory;
    }

    /// A JSON object, id to name; empty text where there is nobody to name.
    String in(JsonNode object) {
        Map<String, String> found = new TreeMap<>();
        collect(object, found);
        return found.isEmpty() ? "" : JsonMapper.shared().writeValueAsString(found);
    }

    private void collect(JsonNode node, Map<String, String> found) {
        node.forEachEntry((key, value) -> {
            if (value.isIntegralNumber() && isPerson(key)) {
                add(value, found);
            } else if (value.isArray() && (key.endsWith("user_ids") || key.endsWith("chat_ids"))) {
                value.forEach(id -> add(id, found));
            } else {
                collect(value, found);
            }
        });
        if (node.isArray()) {
            node.forEach(element -> collect(element, found));
        }
    }

    private static boolean isPerson(String key) {
        return key.endsWith("user_id") || key.endsWith("chat_id");
    }

    private void add(JsonNode id, Map<String, String> found) {
        if (id.isIntegralNumber() && id.canConvertToLong()) {
            String name = directory.apply(id.longValue());
            if (name != null) {
                found.put(Long.toString(id.longValue()), name);
            }
        }
    }
}
