package dev.tributary.mcp.audit;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/// What parameters were like: numbers and flags as they are, of a text its length, of a list how
/// many. The names are those that the tool knows; of others there is only their number.
public final class Shape {

    private Shape() {}

    public static Map<String, Object> of(Map<String, Object> parameters, Collection<String> known) {
        Map<String, Object> shape = new TreeMap<>();
        int unknown = 0;
        for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
            if (known.contains(parameter.getKey())) {
                shape.put(parameter.getKey(), of(parameter.getValue()));
            } else {
                unknown++;
            }
        }
        if (unknown > 0) {
            shape.put("unknown", unknown);
        }
        return shape;
    }

    private static Object of(Object value) {
        return switch (value) {
            case Number number -> number;
            case Boolean flag -> flag;
            case String text -> text.length() + " chars";
            case Collection<?> list -> list.size() + " items";
            case null -> "null";
            default -> "object";
        };
    }
}
