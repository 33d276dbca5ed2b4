package dev.tributary.cli;

import java.time.ZoneId;
import java.util.Map;

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

    /// Colour unless `NO_COLOR` (<https://no-color.org>) or a dumb terminal says otherwise.
    static TerminalFacts interactive(int columns, ZoneId zone, Map<String, String> environment) {
        boolean colour =
                environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !environment.getOrDefault("TERM", "").equals("dumb");
        return new TerminalFacts(true, colour, columns, zone);
    }
}
