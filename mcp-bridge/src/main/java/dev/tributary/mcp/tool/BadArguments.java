package dev.tributary.mcp.tool;

/// The arguments cannot be used; the message tells the agent what to give instead.
final class BadArguments extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadArguments(String message) {
        super(message);
    }
}
