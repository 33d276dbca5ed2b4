package dev.tributary.contract.vector;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A vector's form in the log: IEEE 754 binary16 components, little-endian, nothing else. Half
/// precision is what the archive keeps, so a vector read back from the log gives the same row.
public final class VectorBytes {

    private VectorBytes() {}

    public static byte[] write(float[] vector) {
        ByteBuffer bytes =
                ByteBuffer.allocate(vector.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float component : vector) {
            bytes.putShort(Float.floatToFloat16(component));
        }
        return bytes.array();
    }

    /// @throws IllegalArgumentException if the length is odd
    public static float[] read(byte[] bytes) {
        if (bytes.length % Short.BYTES != 0) {
            throw new IllegalArgumentException(
                    "a vector of " + bytes.length + " bytes is not made of 16-bit components");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        float[] vector = new float[bytes.length / Short.BYTES];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = Float.float16ToFloat(in.getShort());
        }
        return vector;
    }
}
