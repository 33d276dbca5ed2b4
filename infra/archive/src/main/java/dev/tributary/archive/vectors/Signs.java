package dev.tributary.archive.vectors;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// On which side of zero each component of a vector lies, a bit each: the share of bits that differ
/// between two vectors estimates the angle between them (all of them: opposite; half: unrelated).
final class Signs {

    private final long[] bits;

    private Signs(long[] bits) {
        this.bits = bits;
    }

    /// As Postgres has them, which keeps half precision only.
    static Signs of(float[] vector) {
        long[] bits = new long[words(vector.length)];
        for (int i = 0; i < vector.length; i++) {
            if (Float.float16ToFloat(Float.floatToFloat16(vector[i])) > 0) {
                bits[i / Long.SIZE] |= Long.MIN_VALUE >>> (i % Long.SIZE);
            }
        }
        return new Signs(bits);
    }

    /// @param sent a `bit` value in Postgres' binary form: a 32-bit count, then the bits, the first
    ///   one highest
    static Signs ofBits(byte[] sent) {
        ByteBuffer in = ByteBuffer.wrap(sent);
        int count = in.getInt();
        byte[] padded = new byte[words(count) * Long.BYTES];
        in.get(padded, 0, in.remaining());
        long[] bits = new long[words(count)];
        ByteBuffer.wrap(padded).asLongBuffer().get(bits);
        return new Signs(bits);
    }

    private static int words(int count) {
        return (count + Long.SIZE - 1) / Long.SIZE;
    }

    /// How many components lie on different sides.
    int differences(Signs other) {
        int differences = 0;
        for (int i = 0; i < bits.length; i++) {
            differences += Long.bitCount(bits[i] ^ other.bits[i]);
        }
        return differences;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Signs signs && Arrays.equals(bits, signs.bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }
}
