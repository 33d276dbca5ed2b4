package dev.tributary.mcp.stdio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Splits a stream into lines of a limited length.
final class Lines {

    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[8192];
    private int at;
    private int filled;

    Lines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /// @param isTooLong the rest of the line was skipped, and so was its beginning
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way to the parser, never compared
    record Line(byte[] bytes, boolean isTooLong) {}

    /// @return null at the end of the stream
    @Nullable Line next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        long length = 0;
        while (true) {
            if (at == filled && !fill()) {
                return length == 0 ? null : line(line, length);
            }
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            length += end - at;
            if (length <= longest) {
                line.write(buffer, at, end - at);
            }
            boolean isWhole = end < filled;
            at = isWhole ? end + 1 : end;
            if (isWhole) {
                return line(line, length);
            }
        }
    }

    private Line line(ByteArrayOutputStream line, long length) {
        return length > longest ? new Line(new byte[0], true) : new Line(line.toByteArray(), false);
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }
}
