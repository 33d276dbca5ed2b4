package dev.tributary.mcp.safety;

import java.util.Locale;

/// Which characters a reader cannot see or that change what it sees: controls, bidirectional
/// controls, zero-width characters, tags and variation selectors (both can carry a hidden text),
/// fillers, private use, lone surrogates.
final class Invisible {

    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int TEXT_STYLE = 0xFE0E;
    private static final int EMOJI_STYLE = 0xFE0F;

    private Invisible() {}

    /// Shown as `⟦U+202E⟧`; line feeds and tabs stay, and so do the joiners and styles inside an
    /// emoji.
    static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        int before = -1;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            int after = next < text.length() ? text.codePointAt(next) : -1;
            if (isHidden(c) && !belongsToEmoji(c, before, after)) {
                shown.append(mark(c));
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
        return shown(text).replace("\n", mark('\n')).replace("\t", mark('\t'));
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
            default -> isFiller(c) || isSelector(c) || (c >= 0xE0000 && c <= 0xE0FFF);
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

    private static boolean isSelector(int c) {
        return (c >= 0xFE00 && c <= EMOJI_STYLE) || (c >= 0xE0100 && c <= 0xE01EF);
    }

    private static boolean belongsToEmoji(int c, int before, int after) {
        return switch (c) {
            case ZERO_WIDTH_JOINER ->
                    before >= 0
                            && after >= 0
                            && (Character.isEmoji(before) || before == EMOJI_STYLE)
                            && Character.isEmoji(after);
            case TEXT_STYLE, EMOJI_STYLE -> before >= 0 && Character.isEmoji(before);
            default -> false;
        };
    }

    private static String mark(int c) {
        return String.format(Locale.ROOT, "⟦U+%04X⟧", c);
    }
}
