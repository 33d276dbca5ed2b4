package dev.tributary.cli.render;

/// ANSI colours, or none.
record Palette(boolean colour) {

    String strong(String text) {
        return wrapped("1", text);
    }

    String faint(String text) {
        return wrapped("2", text);
    }

    String chat(String text) {
        return wrapped("36", text);
    }

    String warning(String text) {
        return wrapped("33", text);
    }

    /// What starts and ends a match.
    String matchOpen() {
        return colour ? "\u001b[1;33m" : "";
    }

    String matchClose() {
        return colour ? "\u001b[0m" : "";
    }

    private String wrapped(String code, String text) {
        return colour && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
