package dev.tributary.cli;

import java.time.ZoneId;

/// What the reader looks at.
///
/// @param interactive whether stdout is a terminal; otherwise output is plain and never cut
/// @param columns its width; only for interactive ones
/// @param zone in which times are shown
public record TerminalFacts(boolean interactive, boolean colour, int columns, ZoneId zone) {

    /// Where nobody knows the width.
    public static final int USUAL_COLUMNS = 100;

    private static final int NARROWEST = 40;

    public TerminalFacts {
        columns = Math.max(NARROWEST, columns);
    }

    /// A pipe or a file.
    public static TerminalFacts plain(ZoneId zone) {
        return new TerminalFacts(false, false, 80, zone);
    }
}
