package dev.tributary.archive.vectors;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/// A vector as a statement's parameter, in pgvector's binary form of `halfvec`: a 16-bit count, 16
/// unused bits, then binary16 components, all in network order
/// (<https://github.com/pgvector/pgvector/blob/v0.8.0/src/halfvec.c>, `halfvec_send`).
public final class HalfVector extends PGobject implements PGBinaryObject {

    private static final long serialVersionUID = 1L;
    private static final String TYPE = "halfvec";
    private static final int HEADER = 2 * Short.BYTES;

    private final byte[] bytes;

    public HalfVector(float[] vector) {
        this.type = TYPE;
        this.bytes = bytes(vector);
    }

    /// Lets a connection send vectors as bytes; without it they travel as text. The driver asks its
    /// own list only for the types that it knows.
    public static void sendBinary(Connection connection) throws SQLException {
        BaseConnection postgres = connection.unwrap(BaseConnection.class);
        postgres.getQueryExecutor().addBinarySendOid(postgres.getTypeInfo().getPGType(TYPE));
    }

    static byte[] bytes(float[] vector) {
        ByteBuffer out = ByteBuffer.allocate(HEADER + vector.length * Short.BYTES);
        out.putShort((short) vector.length).putShort((short) 0);
        for (float component : vector) {
            out.putShort(Float.floatToFloat16(component));
        }
        return out.array();
    }

    @Override
    public int lengthInBytes() {
        return bytes.length;
    }

    @Override
    public void toBytes(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, bytes.length);
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new UnsupportedOperationException("vectors are written, never read, as parameters");
    }

    @Override
    public String getValue() {
        ByteBuffer in = ByteBuffer.wrap(bytes, HEADER, bytes.length - HEADER);
        StringBuilder text = new StringBuilder("[");
        while (in.hasRemaining()) {
            text.append(text.length() > 1 ? "," : "").append(Float.float16ToFloat(in.getShort()));
        }
        return text.append(']').toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HalfVector vector && Arrays.equals(bytes, vector.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public Object clone() {
        return this;
    }
}
