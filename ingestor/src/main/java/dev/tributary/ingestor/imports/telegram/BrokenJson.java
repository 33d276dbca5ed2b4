package dev.tributary.ingestor.imports.telegram;

import java.io.IOException;

/// The bytes are no JSON from a place on.
final class BrokenJson extends IOException {

    private static final long serialVersionUID = 1L;

    private final long position;
    private final boolean endOfFile;

    /// @param problem what was wanted and what stands there, without the file's words
    /// @param position of the first byte that does not fit
    BrokenJson(String problem, long position, boolean endOfFile) {
        super(problem);
        this.position = position;
        this.endOfFile = endOfFile;
    }

    long position() {
        return position;
    }

    /// Whether the file just ends too early.
    boolean isEndOfFile() {
        return endOfFile;
    }
}
