package dev.tributary.contract.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A JSON object that a service wrote. A field that a reader asks for by its type is of that type,
/// absent (`null` is absent), or a [MalformedValue]; what nobody asks for may be anything.
///
/// All text comes out [storable][WireText].
public final class WireObject {

    /// Three ids of this many characters, at three bytes each, still fit the 2,704 bytes of a
    /// B-tree entry in Postgres.
    private static final int LONGEST_ID = 255;

    private static final int LONGEST_NUMBER = 32;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build();

    private final JsonNode json;
    private final String path;

    private WireObject(JsonNode json, String path) {
        this.json = json;
        this.path = path;
    }

    /// @throws MalformedValue if the bytes are not one JSON object in UTF-8
    public static WireObject parse(byte[] value) {
        if (value.length == 0) {
            throw new MalformedValue("the value is empty");
        }
        try {
            JsonNode json = MAPPER.readTree(value);
            if (json.isObject()) {
                return new WireObject(json, "");
            }
            throw new MalformedValue("the value is " + kind(json) + ", not an object");
        } catch (JacksonException e) {
            // Jackson's own message quotes the text.
            throw new MalformedValue("the value is not JSON at byte " + offset(e));
        } catch (NumberFormatException e) {
            // 1e999999999999 escapes from Jackson as this; its message quotes the number.
            throw new MalformedValue("the value has a number beyond all limits");
        }
    }

    private static long offset(JacksonException e) {
        return e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
    }

    /// Whether the field is there and not `null`.
    public boolean has(String key) {
        return !isAbsent(json.path(key));
    }

    public @Nullable String textOrNull(String key) {
        JsonNode field = json.path(key);
        if (isAbsent(field)) {
            return null;
        }
        if (!field.isString()) {
            throw wrong(key, field, "a string");
        }
        return WireText.storable(field.stringValue());
    }

    /// Missing text is no text.
    public String text(String key) {
        String text = textOrNull(key);
        return text == null ? "" : text;
    }

    /// For what only decorates a message and must not cost it: null where it is not a string or
    /// blank.
    public @Nullable String hint(String key) {
        JsonNode field = json.path(key);
        return field.isString() && !field.stringValue().isBlank()
                ? WireText.storable(field.stringValue())
                : null;
    }

    /// A number of the same kind as [#hint].
    public @Nullable Long hintNumber(String key) {
        JsonNode field = json.path(key);
        return field.isIntegralNumber() && field.canConvertToLong() ? field.longValue() : null;
    }

    /// An identifier: a string, or an integer of any size, which keeps all its digits.
    public String id(String key) {
        String id = idOrNull(key);
        if (id == null) {
            throw new MalformedValue(path + key + " is missing");
        }
        return id;
    }

    public @Nullable String idOrNull(String key) {
        JsonNode field = json.path(key);
        if (isAbsent(field)) {
            return null;
        }
        if (field.isIntegralNumber()) {
            return shortEnough(key, field.bigIntegerValue().toString());
        }
        if (!field.isString()) {
            throw wrong(key, field, "a string or an integer");
        }
        return shortEnough(key, WireText.storable(field.stringValue()));
    }

    private String shortEnough(String key, String id) {
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw new MalformedValue(
                    path
                            + key
                            + (id.isEmpty()
                                    ? " is empty"
                                    : " has "
                                            + id.length()
                                            + " characters, more than "
                                            + LONGEST_ID));
        }
        return id;
    }

    /// Seconds since 1970, as a number or as digits in a string.
    public @Nullable Instant epochSecondsOrNull(String key) {
        JsonNode field = json.path(key);
        if (isAbsent(field)) {
            return null;
        }
        if (field.isNumber()) {
            return WireTime.ofEpochSeconds(field.decimalValue(), path + key);
        }
        if (field.isString()) {
            return WireTime.ofEpochSeconds(decimal(key, field.stringValue()), path + key);
        }
        throw wrong(key, field, "seconds since 1970");
    }

    public Instant epochSeconds(String key) {
        Instant time = epochSecondsOrNull(key);
        if (time == null) {
            throw new MalformedValue(path + key + " is missing");
        }
        return time;
    }

    private BigDecimal decimal(String key, String digits) {
        try {
            if (digits.length() <= LONGEST_NUMBER) {
                return new BigDecimal(digits);
            }
        } catch (NumberFormatException e) {
            // The sentence below says it without the text.
        }
        throw new MalformedValue(path + key + " is a string without seconds since 1970");
    }

    /// False where it is missing.
    public boolean flag(String key) {
        JsonNode field = json.path(key);
        if (isAbsent(field)) {
            return false;
        }
        if (!field.isBoolean()) {
            throw wrong(key, field, "true or false");
        }
        return field.booleanValue();
    }

    public @Nullable WireObject objectOrNull(String key) {
        JsonNode field = json.path(key);
        if (isAbsent(field)) {
            return null;
        }
        if (!field.isObject()) {
            throw wrong(key, field, "an object");
        }
        return new WireObject(field, path + key + ".");
    }

    public WireObject object(String key) {
        WireObject object = objectOrNull(key);
        if (object == null) {
            throw new MalformedValue(path + key + " is missing");
        }
        return object;
    }

    /// The objects of an array, other elements left out; empty where it is missing.
    public List<WireObject> objects(String key) {
        JsonNode field = json.path(key);
        if (isAbsent(field)) {
            return List.of();
        }
        if (!field.isArray()) {
            throw wrong(key, field, "an array");
        }
        List<WireObject> objects = new ArrayList<>(field.size());
        for (int i = 0; i < field.size(); i++) {
            if (field.get(i).isObject()) {
                objects.add(new WireObject(field.get(i), path + key + "[" + i + "]."));
            }
        }
        return objects;
    }

    /// The field as it is, for shapes that only one service has; a missing node where it is absent.
    public JsonNode node(String key) {
        return json.path(key);
    }

    /// An error about one of this object's fields.
    public MalformedValue malformed(String key, String complaint) {
        return new MalformedValue(path + key + " " + complaint);
    }

    private MalformedValue wrong(String key, JsonNode field, String wanted) {
        return malformed(key, "is " + kind(field) + ", not " + wanted);
    }

    private static boolean isAbsent(JsonNode field) {
        return field.isMissingNode() || field.isNull();
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case STRING, BINARY -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case NULL, MISSING -> "null";
        };
    }
}
