package dev.tributary.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.WCWidth;

/// Other people's text on our terminal: harmless, and measured in columns.
public final class TerminalText {

    /// What one sees as one character (<https://unicode.org/reports/tr29/>).
    private static final Pattern CLUSTER = Pattern.compile("\\X");

    private static final int EMOJI_PRESENTATION = 0xFE0F;
    private static final int JOINER = 0x200D;

    private TerminalText() {}

    /// Control characters are shown instead of obeyed, line breaks and tabs excepted: an escape
    /// sequence in a message could rewrite the screen or the title, and a bidirectional override
    /// could make a line read as something else.
    public static String harmless(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    if (c == '\n') {
                        clean.append('\n');
                    } else if (c == '\t') {
                        clean.append("    ");
                    } else if (c == '\r') {
                        clean.append("");
                    } else if (c < 0x20) {
                        // U+2400 and on are the pictures of the control characters.
                        clean.appendCodePoint(0x2400 + c);
                    } else if (c == 0x7F) {
                        clean.append('\u2421');
                    } else if (isInvisibleCommand(c)) {
                        clean.append(String.format("<U+%04X>", c));
                    } else {
                        clean.appendCodePoint(c);
                    }
                });
        return clean.toString();
    }

    /// C1 controls, line separators, bidirectional controls, unpaired surrogates, tags.
    private static boolean isInvisibleCommand(int c) {
        return (c >= 0x80 && c <= 0x9F)
                || c == 0x61C
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x2028 && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0xFEFF
                || (c >= 0xD800 && c <= 0xDFFF)
                || (c >= 0xE0000 && c <= 0xE007F);
    }

    static String oneLine(String text) {
        return harmless(text).replaceAll("\\s+", " ").strip();
    }

    /// How many columns a terminal uses.
    static int width(String text) {
        int columns = 0;
        Matcher cluster = CLUSTER.matcher(text);
        while (cluster.find()) {
            columns += clusterWidth(cluster.group());
        }
        return columns;
    }

    private static int clusterWidth(String cluster) {
        if (cluster.length() == 1 && cluster.charAt(0) < 0x7F) {
            return 1;
        }
        boolean emoji = cluster.codePoints().anyMatch(c -> c == EMOJI_PRESENTATION || c == JOINER);
        int widest = cluster.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).max().orElse(0);
        return emoji ? 2 : widest;
    }

    /// As much as fits, with an ellipsis if something is left out.
    static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 0;
        Matcher cluster = CLUSTER.matcher(text);
        while (cluster.find() && used + clusterWidth(cluster.group()) < columns) {
            kept.append(cluster.group());
            used += clusterWidth(cluster.group());
        }
        return kept.toString().stripTrailing() + "…";
    }

    /// Lines that fit, broken at spaces; a word that is too long is broken anywhere. Characters of
    /// `invisible` (our marks) take no room.
    static List<String> wrap(String text, int columns, String invisible) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            StringBuilder line = new StringBuilder();
            int used = 0;
            for (String word : words(paragraph, columns, invisible)) {
                int width = width(without(word, invisible));
                if (used > 0 && used + 1 + width > columns) {
                    lines.add(line.toString());
                    line.setLength(0);
                    used = 0;
                }
                line.append(used > 0 ? " " : "").append(word);
                used += width + (used > 0 ? 1 : 0);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static List<String> words(String paragraph, int columns, String invisible) {
        List<String> words = new ArrayList<>();
        for (String word : paragraph.split(" ", -1)) {
            if (width(without(word, invisible)) <= columns) {
                words.add(word);
                continue;
            }
            StringBuilder piece = new StringBuilder();
            Matcher cluster = CLUSTER.matcher(word);
            while (cluster.find()) {
                if (width(without(piece + cluster.group(), invisible)) > columns) {
                    words.add(piece.toString());
                    piece.setLength(0);
                }
                piece.append(cluster.group());
            }
            words.add(piece.toString());
        }
        return words;
    }

    private static String without(String text, String invisible) {
        String visible = text;
        for (int i = 0; i < invisible.length(); i++) {
            visible = visible.replace(invisible.substring(i, i + 1), "");
        }
        return visible;
    }
}
