package dev.tributary.mcp.safety;

import java.util.Arrays;

/// A text without its invisible characters, and where each of the others stood.
final class Bare {

    private final String text;
    private final int[] positions;

    private Bare(String text, int[] positions) {
        this.text = text;
        this.positions = positions;
    }

    static Bare of(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        int[] positions = new int[text.length()];
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int length = Character.charCount(c);
            if (!Invisible.isHidden(c)) {
                for (int k = 0; k < length; k++) {
                    positions[visible.length() + k] = i + k;
                }
                visible.appendCodePoint(c);
            }
            i += length;
        }
        return new Bare(visible.toString(), Arrays.copyOf(positions, visible.length()));
    }

    String text() {
        return text;
    }

    int position(int index) {
        return positions[index];
    }
}
