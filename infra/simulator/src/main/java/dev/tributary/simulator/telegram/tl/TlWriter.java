package dev.tributary.simulator.telegram.tl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes objects as bytes. A scalar or vector that is missing is written as zero or empty, so that
/// an answer names only what it has to say; a missing object is an error. For one thread.
public final class TlWriter {

    /// The first byte of a text that has 254 bytes or more.
    static final int LONG_TEXT = 254;

    private final TlSchema schema;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private TlWriter(TlSchema schema) {
        this.schema = schema;
    }

    /// @throws MalformedTl if the schema does not know a constructor or a field
    public static byte[] bytes(TlSchema schema, TlAnswer answer) {
        TlWriter writer = new TlWriter(schema);
        writer.answer(answer);
        return writer.out.toByteArray();
    }

    /// A byte string with its length and padding.
    public static byte[] text(byte[] text) {
        TlWriter writer = new TlWriter(new TlSchema(List.of()));
        writer.putText(text);
        return writer.out.toByteArray();
    }

    static int padding(int length) {
        return (4 - length % 4) % 4;
    }

    private void answer(TlAnswer answer) {
        switch (answer) {
            case TlObject object -> boxed(object);
            case TlAnswer.Vector vector -> {
                putInt(TlReader.VECTOR);
                putInt(vector.elements().size());
                vector.elements().forEach(this::boxed);
            }
            case TlAnswer.Bool bool -> putBool(bool == TlAnswer.Bool.TRUE);
        }
    }

    private void boxed(TlObject object) {
        TlConstructor constructor = schema.named(object.name());
        putInt(constructor.id());
        fields(object, constructor);
    }

    private void fields(TlObject object, TlConstructor constructor) {
        for (String field : object.fieldNames()) {
            if (!constructor.has(field)) {
                throw new MalformedTl("\"" + object.name() + "\" has no field \"" + field + "\"");
            }
        }
        for (TlField field : constructor.fields()) {
            Object value = object.value(field.name());
            switch (field.type()) {
                case TlType.Optional optional -> {
                    if (value != null) {
                        value(object, field.name(), value, optional.type());
                    }
                }
                case TlType.Scalar scalar when scalar == TlType.Scalar.FLAGS ->
                        putInt(flags(object, constructor, field.name()));
                case TlType type -> value(object, field.name(), value, type);
            }
        }
    }

    private static int flags(TlObject object, TlConstructor constructor, String name) {
        int flags = 0;
        for (TlField field : constructor.fields()) {
            if (field.type() instanceof TlType.Optional optional
                    && optional.flags().equals(name)
                    && object.has(field.name())) {
                flags |= optional.mask();
            }
        }
        return flags;
    }

    private void value(TlObject owner, String field, @Nullable Object value, TlType type) {
        switch (type) {
            case TlType.Scalar scalar -> scalar(owner, field, value, scalar);
            case TlType.Fixed fixed ->
                    out.writeBytes(value == null ? new byte[fixed.bytes()] : (byte[]) value);
            case TlType.Vector vector -> vector(owner, field, value, vector);
            case TlType.Bare bare ->
                    fields(object(owner, field, value), schema.named(bare.constructor()));
            case TlType.Optional optional -> value(owner, field, value, optional.type());
        }
    }

    private void vector(
            TlObject owner, String field, @Nullable Object value, TlType.Vector vector) {
        List<?> elements = value == null ? List.of() : (List<?>) value;
        if (vector.isBoxed()) {
            putInt(TlReader.VECTOR);
        }
        putInt(elements.size());
        for (Object element : elements) {
            value(owner, field, element, vector.element());
        }
    }

    private void scalar(
            TlObject owner, String field, @Nullable Object value, TlType.Scalar scalar) {
        switch (scalar) {
            case INT, FLAGS -> putInt(value == null ? 0 : ((Number) value).intValue());
            case LONG -> putLong(value == null ? 0 : ((Number) value).longValue());
            case DOUBLE ->
                    putLong(
                            Double.doubleToLongBits(
                                    value == null ? 0 : ((Number) value).doubleValue()));
            case TEXT -> putText(value == null ? new byte[0] : ((String) value).getBytes(UTF_8));
            case BYTES -> putText(value == null ? new byte[0] : (byte[]) value);
            case BOOL -> putBool(Boolean.TRUE.equals(value));
            case PRESENCE -> {
                // The flag says it all.
            }
            case BOXED, QUERY -> boxed(object(owner, field, value));
        }
    }

    private static TlObject object(TlObject owner, String field, @Nullable Object value) {
        if (!(value instanceof TlObject object)) {
            throw new MalformedTl("\"" + owner.name() + "\" is without its \"" + field + "\"");
        }
        return object;
    }

    private void putBool(boolean value) {
        putInt(value ? TlReader.TRUE : TlReader.FALSE);
    }

    private void putInt(int value) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(value >> shift);
        }
    }

    private void putLong(long value) {
        putInt((int) value);
        putInt((int) (value >> Integer.SIZE));
    }

    private void putText(byte[] text) {
        int head = 1;
        if (text.length < LONG_TEXT) {
            out.write(text.length);
        } else {
            putInt(LONG_TEXT | (text.length << Byte.SIZE));
            head = 4;
        }
        out.writeBytes(text);
        out.writeBytes(new byte[padding(head + text.length)]);
    }
}
