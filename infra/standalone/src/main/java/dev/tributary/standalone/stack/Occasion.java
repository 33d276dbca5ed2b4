package dev.tributary.standalone.stack;

import java.util.OptionalInt;

/// Why the stack starts: somebody asked for it, or a supervisor starts again what has ended.
///
/// @param exitCode of the run before, as a shell tells it; empty if nobody waited for it
public record Occasion(boolean isRestart, OptionalInt exitCode) {

    public static Occasion asked() {
        return new Occasion(false, OptionalInt.empty());
    }
}
