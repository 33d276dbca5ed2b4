package dev.tributary.mcp.safety;

/// Makes what other people wrote fit for an agent to read.
///
/// @param redact whether access tokens and one-time codes are left out
public record Safety(boolean redact) {

    /// Names and titles longer than this are a trick or a mistake.
    private static final int LONGEST_NAME = 120;

    /// A text of several lines.
    public String text(String written) {
        String unix = written.replace("\r\n", "\n");
        return Invisible.shown(redact ? Secrets.redacted(unix) : unix);
    }

    /// A name or a title: one line, cut when it is absurdly long.
    public String name(String written) {
        String line = Invisible.shownInLine(redact ? Secrets.redacted(written) : written);
        return line.codePointCount(0, line.length()) <= LONGEST_NAME
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME)) + "…";
    }

    /// An identifier that a service gave: never redacted, or nobody could ask for it.
    public String id(String given) {
        return Invisible.shownInLine(given);
    }
}
