package dev.tributary.query;

import dev.tributary.contract.answer.Snippet;
import java.util.Locale;
import java.util.regex.Pattern;

/// Cuts the part of a text worth showing, at word boundaries and never inside a character.
final class Excerpt {

    private static final int LENGTH = 160;
    private static final int LEAD = 40;

    /// What stands between two parts of a headline.
    private static final String BETWEEN = TextMatch.ELLIPSIS;

    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]*>");

    private Excerpt() {}

    /// The beginning.
    static Snippet beginning(String text) {
        return new Snippet(cut(unmarked(text), 0));
    }

    /// Around the first place where the query stands, marked; the beginning if it stands nowhere.
    static Snippet around(String text, String query) {
        String clean = unmarked(text);
        int at = clean.toLowerCase(Locale.ROOT).indexOf(query.toLowerCase(Locale.ROOT));
        // Lower case may have another length (İ): then the place is unknown.
        if (at < 0 || at + query.length() > clean.length() || query.isEmpty()) {
            return beginning(text);
        }
        String marked =
                clean.substring(0, at)
                        + Snippet.OPEN
                        + clean.substring(at, at + query.length())
                        + Snippet.CLOSE
                        + clean.substring(at + query.length());
        return new Snippet(cut(marked, Math.max(0, at - LEAD)));
    }

    /// Postgres' headline, with an ellipsis on each side where the text goes on. Compared by
    /// letters and digits alone: a headline leaves out tags, and punctuation at its ends.
    ///
    /// @param text all of the message's
    static Snippet of(String headline, String text) {
        String whole = essence(text);
        String plain = unmarked(headline);
        String first = essence(plain.split(BETWEEN, 2)[0]);
        String last = essence(plain.substring(plain.lastIndexOf(BETWEEN) + 1));
        boolean begins = whole.startsWith(first);
        boolean ends = whole.endsWith(last);
        return new Snippet(
                (begins ? "" : "… ")
                        + (begins ? headline : headline.stripLeading())
                        + (ends ? "" : " …"));
    }

    private static String essence(String text) {
        StringBuilder essence = new StringBuilder(text.length());
        TAG.matcher(text)
                .replaceAll("")
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(essence::appendCodePoint);
        return essence.toString();
    }

    private static String cut(String text, int from) {
        int start = from == 0 ? 0 : wordStart(text, from);
        int end = Math.min(text.length(), start + LENGTH);
        if (end < text.length()) {
            int space = text.lastIndexOf(' ', end);
            end = space > start + LENGTH / 2 ? space : end;
            end = Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
        }
        String piece = text.substring(start, end);
        boolean open = piece.contains(Snippet.OPEN) && !piece.contains(Snippet.CLOSE);
        return (start > 0 ? "… " : "")
                + piece
                + (open ? Snippet.CLOSE : "")
                + (end < text.length() ? " …" : "");
    }

    private static int wordStart(String text, int from) {
        int space = text.lastIndexOf(' ', from);
        int start = space < 0 ? from : space + 1;
        return start > 0 && Character.isLowSurrogate(text.charAt(start)) ? start - 1 : start;
    }

    /// A text may hold our marks by chance.
    private static String unmarked(String text) {
        return text.replace(Snippet.OPEN, "").replace(Snippet.CLOSE, "");
    }
}
