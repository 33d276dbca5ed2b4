package dev.tributary.mcp.tool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Builds JSON schemas (2020-12) of the keywords that every client understands: type, description,
/// properties, required, items, enum, default, minimum, maximum, additionalProperties.
final class Schema {

    private final SequencedMap<String, Object> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();

    private Schema() {}

    static Schema object() {
        return new Schema();
    }

    Schema with(String name, Map<String, Object> schema) {
        properties.put(name, schema);
        required.add(name);
        return this;
    }

    Schema maybe(String name, Map<String, Object> schema) {
        properties.put(name, schema);
        return this;
    }

    Map<String, Object> build() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    static Map<String, Object> text(String description) {
        return of("string", description);
    }

    static Map<String, Object> number(String description) {
        return of("number", description);
    }

    static Map<String, Object> count(String description) {
        return of("integer", description);
    }

    static Map<String, Object> count(String description, int otherwise, int least, int most) {
        Map<String, Object> schema = of("integer", description);
        schema.put("minimum", least);
        schema.put("maximum", most);
        schema.put("default", otherwise);
        return schema;
    }

    static Map<String, Object> flag(String description) {
        return of("boolean", description);
    }

    static Map<String, Object> choice(String description, List<String> words) {
        Map<String, Object> schema = of("string", description);
        schema.put("enum", words);
        return schema;
    }

    static Map<String, Object> list(String description, Map<String, Object> items) {
        Map<String, Object> schema = of("array", description);
        schema.put("items", items);
        return schema;
    }

    static Map<String, Object> texts(String description) {
        return list(description, new LinkedHashMap<>(Map.of("type", "string")));
    }

    private static Map<String, Object> of(String type, String description) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        schema.put("description", description);
        return schema;
    }
}
