package dev.tributary.simulator.telegram.tl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Reads objects from bytes. For one thread.
public final class TlReader {

    static final int VECTOR = 0x1cb5c415;
    static final int TRUE = 0x997275b5;
    static final int FALSE = 0xbc799737;

    private final TlSchema schema;
    private final ByteBuffer bytes;

    public TlReader(TlSchema schema, ByteBuffer bytes) {
        this.schema = schema;
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The next object, whose id comes first. Functions known by name only, and what comes after
    /// them, stay unread.
    ///
    /// @throws MalformedTl if the schema does not know the id, or the bytes end early
    public TlObject object() {
        int id = integer();
        TlConstructor constructor =
                schema.find(id)
                        .orElseThrow(() ->
                                new MalformedTl(
                                        "constructor \"#"
                                                + Integer.toHexString(id)
                                                + "\" is not in the schema: add its line"));
        return fields(constructor);
    }

    /// The next function. One that the schema does not know has its id for a name and no fields.
    public TlObject query() {
        int id = bytes.remaining() < Integer.BYTES ? 0 : bytes.getInt(bytes.position());
        if (id == Packing.GZIP_PACKED) {
            integer();
            return new TlReader(schema, Packing.unpack(text())).query();
        }
        return schema.find(id).isPresent() ? object() : TlObject.of(schema.nameOf(id));
    }

    private TlObject fields(TlConstructor constructor) {
        TlObject object = TlObject.of(constructor.name());
        for (TlField field : constructor.fields()) {
            switch (field.type()) {
                case TlType.Optional optional -> {
                    if ((object.integer(optional.flags()) & optional.mask()) != 0) {
                        object.with(field.name(), value(optional.type()));
                    }
                }
                case TlType type -> object.with(field.name(), value(type));
            }
        }
        return object;
    }

    private Object value(TlType type) {
        return switch (type) {
            case TlType.Scalar scalar -> scalar(scalar);
            case TlType.Fixed fixed -> raw(fixed.bytes());
            case TlType.Vector vector -> vector(vector);
            case TlType.Bare bare -> fields(schema.named(bare.constructor()));
            case TlType.Optional optional -> value(optional.type());
        };
    }

    private Object scalar(TlType.Scalar scalar) {
        return switch (scalar) {
            case INT, FLAGS -> integer();
            case LONG -> number();
            case DOUBLE -> Double.longBitsToDouble(number());
            case TEXT -> new String(text(), UTF_8);
            case BYTES -> text();
            case BOOL -> bool();
            case PRESENCE -> true;
            case BOXED -> object();
            case QUERY -> query();
        };
    }

    private boolean bool() {
        int id = integer();
        if (id != TRUE && id != FALSE) {
            throw new MalformedTl("\"#" + Integer.toHexString(id) + "\" is no Bool");
        }
        return id == TRUE;
    }

    private List<Object> vector(TlType.Vector vector) {
        if (vector.isBoxed() && integer() != VECTOR) {
            throw new MalformedTl("a vector does not begin with its id");
        }
        int size = integer();
        if (size < 0 || size > bytes.remaining()) {
            throw new MalformedTl("vector of \"" + size + "\" elements is longer than its message");
        }
        List<Object> elements = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            elements.add(value(vector.element()));
        }
        return elements;
    }

    public int integer() {
        require(Integer.BYTES);
        return bytes.getInt();
    }

    public long number() {
        require(Long.BYTES);
        return bytes.getLong();
    }

    /// A byte string with its length and padding, as `string` and `bytes` are written.
    public byte[] text() {
        require(1);
        int length = bytes.get() & 0xff;
        int head = 1;
        if (length == TlWriter.LONG_TEXT) {
            require(3);
            length = (bytes.get() & 0xff) | ((bytes.getShort() & 0xffff) << 8);
            head = 4;
        }
        byte[] text = raw(length);
        raw(TlWriter.padding(head + length));
        return text;
    }

    private byte[] raw(int length) {
        require(length);
        byte[] raw = new byte[length];
        bytes.get(raw);
        return raw;
    }

    private void require(int length) {
        if (bytes.remaining() < length) {
            throw new MalformedTl(
                    "message ends " + (length - bytes.remaining()) + " bytes too early");
        }
    }
}
