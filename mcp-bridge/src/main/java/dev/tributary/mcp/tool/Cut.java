package dev.tributary.mcp.tool;

/// A text cut to a length, around its focus.
///
/// @param text with an ellipsis where something is missing
/// @param end the UTF-16 index in the whole text where this part ends
/// @param leftOut how many UTF-16 units are missing
record Cut(String text, int end, int leftOut) {

    private static final String MISSING = "…";

    static Cut of(String whole, int focus, int length) {
        if (whole.length() <= length) {
            return new Cut(whole, whole.length(), 0);
        }
        int room = Math.max(0, length - 2 * MISSING.length());
        int from = Math.clamp(focus - room / 3L, 0, whole.length() - room);
        int to = from + room;
        from = boundary(whole, from);
        to = boundary(whole, to);
        String part =
                (from > 0 ? MISSING : "")
                        + whole.substring(from, to)
                        + (to < whole.length() ? MISSING : "");
        return new Cut(part, to, whole.length() - (to - from));
    }

    /// Never between the halves of a character.
    private static int boundary(String text, int index) {
        return index > 0
                        && index < text.length()
                        && Character.isLowSurrogate(text.charAt(index))
                        && Character.isHighSurrogate(text.charAt(index - 1))
                ? index - 1
                : index;
    }
}
