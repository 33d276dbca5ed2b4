package dev.tributary.embedding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/// Native buffers for one text at a time, kept between texts: what goes into the model and what
/// comes out needs no copy and leaves no garbage. Not safe for use by several threads.
final class Workspace {

    private LongBuffer ids = longs(0);
    private LongBuffer attention = longs(0);
    private LongBuffer types = longs(0);
    private FloatBuffer hidden = floats(0);

    /// Makes room for so many tokens.
    void reserve(int tokens, int dimension) {
        if (ids.capacity() >= tokens && hidden.capacity() >= tokens * dimension) {
            return;
        }
        int room = Integer.highestOneBit(Math.max(tokens - 1, 15)) * 2;
        ids = longs(room);
        attention = longs(room);
        types = longs(room);
        hidden = floats(room * dimension);
    }

    LongBuffer ids(long[] values) {
        return fill(ids, values);
    }

    LongBuffer attention(long[] values) {
        return fill(attention, values);
    }

    LongBuffer types(long[] values) {
        return fill(types, values);
    }

    FloatBuffer hidden(int floats) {
        return hidden.slice(0, floats);
    }

    private static LongBuffer fill(LongBuffer buffer, long[] values) {
        return buffer.slice(0, values.length).put(0, values);
    }

    private static LongBuffer longs(int count) {
        return ByteBuffer.allocateDirect(count * Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
    }

    private static FloatBuffer floats(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
