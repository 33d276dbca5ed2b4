package dev.tributary.mcp.safety;

import java.util.Locale;

/// Which characters a reader cannot see or that change what it sees: controls, bidirectional
/// controls, zero-width characters, tags and variation selectors (both can carry a hidden text),
/// fillers, private use, lone surrogates.
final class Invisible {

    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int TEXT_STYLE = 0xFE0E;
    private static final int EMOJI_STYLE = 0xFE0F;
    private static final int KEYCAP = 0x20E3;

    private Invisible() {}

    /// Shown as `⟦U+202E⟧`, a run of the same as `⟦U+200B×57⟧`; line feeds and tabs stay, and so do
    /// the joiners and styles inside an emoji.
    static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        int before = -1;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            int after = next < text.length() ? text.codePointAt(next) : -1;
            if (isHidden(c) && !belongsToEmoji(c, before, after)) {
                int count = 1;
                while (next < text.length() && text.codePointAt(next) == c) {
                    count++;
                    next += Character.charCount(c);
                }
                mark(shown, c, count);
            } else {
                shown.appendCodePoint(c);
            }
            before = c;
            i = next;
        }
        return shown.toString();
    }

    /// The same for what stands in one line: line feeds and tabs are shown as well.
    static String shownInLine(String text) {
        return shown(text).replace("\n", "⟦U+000A⟧").replace("\t", "⟦U+0009⟧");
    }

    static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\n' && c != '\t';
            case Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default ->
                    isFiller(c) || isSelector(c) || isReserved(c) || (c >= 0xE0000 && c <= 0xE0FFF);
        };
    }

    /// Letters and marks that have no shape: Hangul fillers, the grapheme joiner, Khmer's inherent
    /// vowels, Mongolian selectors.
    private static boolean isFiller(int c) {
        return switch (c) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0x2800 -> true;
            default -> c >= 0x180B && c <= 0x180F;
        };
    }

    /// Not assigned, and to be ignored by whoever displays a text
    /// (<https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point>).
    private static boolean isReserved(int c) {
        return c == 0x2065 || (c >= 0xFFF0 && c <= 0xFFF8);
    }

    private static boolean isSelector(int c) {
        return (c >= 0xFE00 && c <= EMOJI_STYLE) || (c >= 0xE0100 && c <= 0xE01EF);
    }

    private static boolean belongsToEmoji(int c, int before, int after) {
        return switch (c) {
            case ZERO_WIDTH_JOINER ->
                    (isPicture(before) || before == EMOJI_STYLE) && isPicture(after);
            case TEXT_STYLE, EMOJI_STYLE -> isPicture(before) || after == KEYCAP;
            default -> false;
        };
    }

    /// Unicode counts digits among the emoji; between them nothing may hide.
    private static boolean isPicture(int c) {
        return c > 0x7F && Character.isEmoji(c);
    }

    private static void mark(StringBuilder shown, int c, int count) {
        String hex = Integer.toHexString(c).toUpperCase(Locale.ROOT);
        shown.append("⟦U+").repeat('0', Math.max(0, 4 - hex.length())).append(hex);
        if (count > 1) {
            shown.append('×').append(count);
        }
        shown.append('⟧');
    }
}
