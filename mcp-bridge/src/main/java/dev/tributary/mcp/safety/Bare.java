package dev.tributary.mcp.safety;

import java.util.Arrays;

/// A text without its invisible characters, and where each of the others stood.
final class Bare {

    private static final int LONGEST_BREAK = 16;

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

    /// Which of the breaks are undone. Where all are, what follows a torn word is taken for its
    /// rest; so each second one first.
    enum Joined {
        EVEN,
        ODD,
        ALL
    }

    /// Joins what a line break, and spaces around it, have torn apart.
    Bare joined(Joined which) {
        int breaks = 0;
        StringBuilder joined = new StringBuilder(text.length());
        int[] kept = new int[text.length()];
        for (int i = 0; i < text.length(); ) {
            int next = isBlank(text.charAt(i)) ? endOfBreak(i) : i;
            boolean isBreak = next > i && i > 0 && isOfWord(text.charAt(i - 1));
            breaks += isBreak ? 1 : 0;
            if (isBreak && isUndone(which, breaks)) {
                i = next;
            } else {
                kept[joined.length()] = positions[i];
                joined.append(text.charAt(i));
                i++;
            }
        }
        return new Bare(joined.toString(), Arrays.copyOf(kept, joined.length()));
    }

    private static boolean isUndone(Joined which, int number) {
        return switch (which) {
            case EVEN -> number % 2 == 0;
            case ODD -> number % 2 == 1;
            case ALL -> true;
        };
    }

    /// Where a word goes on after blanks with one line feed among them; where it began if none
    /// does.
    private int endOfBreak(int from) {
        int feeds = 0;
        int to = from;
        while (to < text.length() && to - from < LONGEST_BREAK && isBlank(text.charAt(to))) {
            feeds += text.charAt(to) == '\n' ? 1 : 0;
            to++;
        }
        return feeds == 1 && to < text.length() && isOfWord(text.charAt(to)) ? to : from;
    }

    private static boolean isBlank(char c) {
        return c == '\n' || c == ' ' || c == '\t';
    }

    private static boolean isOfWord(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || "-_.+/=:".indexOf(c) >= 0);
    }

    String text() {
        return text;
    }

    int position(int index) {
        return positions[index];
    }
}
