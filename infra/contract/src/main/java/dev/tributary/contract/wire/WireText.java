package dev.tributary.contract.wire;

/// Text that Postgres and UTF-8 can hold.
public final class WireText {

    private static final char REPLACEMENT = '\uFFFD';

    private WireText() {}

    /// U+0000 and surrogates without their other half, which JSON can escape but no UTF-8 text can
    /// hold, become U+FFFD.
    public static String storable(String text) {
        int broken = firstBroken(text, 0);
        if (broken < 0) {
            return text;
        }
        StringBuilder storable = new StringBuilder(text);
        while (broken >= 0) {
            storable.setCharAt(broken, REPLACEMENT);
            broken = firstBroken(storable, broken + 1);
        }
        return storable.toString();
    }

    private static int firstBroken(CharSequence text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return i;
            }
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
