package dev.tributary.ingestor.imports.jsonl;

import dev.tributary.ingestor.imports.file.ByteWindow;
import dev.tributary.ingestor.imports.file.Capture;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// The lines of a file that are not empty, without the white space around them.
final class Lines {

    private static final boolean[] BREAK = new boolean[256];

    static {
        BREAK['\n'] = true;
    }

    private final ByteWindow bytes;
    private long number;

    Lines(ByteWindow bytes) {
        this.bytes = bytes;
    }

    /// @param number counted from 1
    record Line(long number, Capture source) {}

    /// Empty at the end of the file.
    Optional<Line> next() throws IOException {
        while (bytes.peek() != -1) {
            bytes.mark();
            int stop = bytes.passTo(BREAK);
            Capture line = trim(bytes.cut());
            if (stop != -1) {
                bytes.pass();
            }
            number++;
            if (line.length() > 0) {
                return Optional.of(new Line(number, line));
            }
        }
        return Optional.empty();
    }

    private static Capture trim(Capture line) {
        byte[] bytes = line.bytes();
        int from = 0;
        int to = bytes.length;
        while (from < to && isBlank(bytes[from])) {
            from++;
        }
        while (line.isWhole() && to > from && isBlank(bytes[to - 1])) {
            to--;
        }
        if (to - from == bytes.length) {
            return line;
        }
        long cut = (long) from + bytes.length - to;
        return new Capture(
                line.position() + from, line.length() - cut, Arrays.copyOfRange(bytes, from, to));
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }
}
