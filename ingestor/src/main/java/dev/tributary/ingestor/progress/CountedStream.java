package dev.tributary.ingestor.progress;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/// A stream that tells how many bytes each reading of it took.
public final class CountedStream extends FilterInputStream {

    private final IntConsumer taken;

    /// @param taken called after each reading, also with 0
    public CountedStream(InputStream in, IntConsumer taken) {
        super(in);
        this.taken = taken;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        taken.accept(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        int read = super.read(bytes, offset, count);
        taken.accept(Math.max(0, read));
        return read;
    }
}
