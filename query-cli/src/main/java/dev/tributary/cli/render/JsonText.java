package dev.tributary.cli.render;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// JSON that is safe to look at: what a terminal might obey and JSON would let through raw is
/// written as an escape, which changes nothing for a parser.
final class JsonText {

    private static final JsonMapper ONE_LINE = JsonMapper.builder().build();
    private static final JsonMapper INDENTED =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonText() {}

    static String indented(JsonNode json) {
        return escaped(INDENTED.writeValueAsString(json));
    }

    static String oneLine(JsonNode json) {
        return escaped(ONE_LINE.writeValueAsString(json));
    }

    private static String escaped(String json) {
        StringBuilder safe = new StringBuilder(json.length());
        json.chars()
                .forEach(c -> {
                    boolean obeyed =
                            (c >= 0x7F && c <= 0x9F)
                                    || (c >= 0x2028 && c <= 0x202E)
                                    || (c >= 0x2066 && c <= 0x2069);
                    safe.append(obeyed ? String.format("\\u%04x", c) : (char) c);
                });
        return safe.toString();
    }
}
