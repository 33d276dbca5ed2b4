package dev.tributary.simulator.telegram.tl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A constructor's name with its fields: `Integer`, `Long`, `Double`, `String`, `byte[]`,
/// `Boolean`, `TlObject`, or a list of such. Filled with [#with] by the one who makes it, only read
/// from then on.
public final class TlObject implements TlAnswer.Single {

    private final String name;
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private TlObject(String name) {
        this.name = name;
    }

    public static TlObject of(String name) {
        return new TlObject(name);
    }

    /// @param value `null` leaves an optional field out
    public TlObject with(String field, @Nullable Object value) {
        if (value != null) {
            fields.put(field, value);
        }
        return this;
    }

    /// An optional `true` field, left out if it is not.
    public TlObject when(boolean isSet, String field) {
        return isSet ? with(field, true) : this;
    }

    public String name() {
        return name;
    }

    public boolean is(String constructor) {
        return name.equals(constructor);
    }

    public boolean has(String field) {
        return fields.containsKey(field);
    }

    public int integer(String field) {
        return get(field, Integer.class);
    }

    /// The field, or 0 if it is left out.
    public int integerOrZero(String field) {
        return has(field) ? integer(field) : 0;
    }

    public long number(String field) {
        return get(field, Long.class);
    }

    public String text(String field) {
        return get(field, String.class);
    }

    public byte[] bytes(String field) {
        return get(field, byte[].class).clone();
    }

    public TlObject object(String field) {
        return get(field, TlObject.class);
    }

    public Optional<TlObject> find(String field) {
        return has(field) ? Optional.of(object(field)) : Optional.empty();
    }

    public List<TlObject> objects(String field) {
        return list(field, TlObject.class);
    }

    public List<Integer> integers(String field) {
        return list(field, Integer.class);
    }

    public List<Long> numbers(String field) {
        return list(field, Long.class);
    }

    private <T> List<T> list(String field, Class<T> type) {
        return ((List<?>) get(field, List.class)).stream().map(type::cast).toList();
    }

    private <T> T get(String field, Class<T> type) {
        Object value = fields.get(field);
        if (!type.isInstance(value)) {
            throw new MalformedTl(
                    "\"" + name + "\" has no " + type.getSimpleName() + " \"" + field + "\"");
        }
        return type.cast(value);
    }

    @Nullable Object value(String field) {
        return fields.get(field);
    }

    Set<String> fieldNames() {
        return fields.keySet();
    }

    /// The constructor alone: fields hold what people wrote, and keys.
    @Override
    public String toString() {
        return name;
    }
}
