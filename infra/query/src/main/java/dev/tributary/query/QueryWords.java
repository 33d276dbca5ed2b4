package dev.tributary.query;

import dev.tributary.query.QuestionRefused.Reason;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A text query as Postgres can bear it: it takes seconds to match a word that is asked for a
/// thousand times, and as long for a thousand different ones.
final class QueryWords {

    static final int MOST = 100;

    /// Postgres refuses a longer one in a query and ignores it in a text.
    private static final int LONGEST_WORD = 1_000;

    private QueryWords() {}

    /// The query with each word once. Phrases stay as they are.
    ///
    /// @throws QuestionRefused if more than [#MOST] words are left
    static String of(String query) {
        List<String> words = List.of(query.strip().split("\\s+"));
        String reduced = query.contains("\"") ? query : distinct(words);
        int left = reduced.split("\\s+").length;
        if (left > MOST) {
            throw new QuestionRefused(
                    Reason.QUERY_TOO_LONG,
                    "the query has " + left + " words and may have " + MOST,
                    "search for a part of it, or use search semantic");
        }
        for (String word : words) {
            if (word.length() > LONGEST_WORD) {
                throw new QuestionRefused(
                        Reason.QUERY_TOO_LONG,
                        "a word of the query has "
                                + word.length()
                                + " characters and may have "
                                + LONGEST_WORD,
                        "search for a part of it");
            }
        }
        return reduced;
    }

    /// The plain words of a query, without what joins or excludes them.
    static List<String> plain(String query) {
        return List.of(query.replace('"', ' ').strip().split("\\s+")).stream()
                .filter(word -> !word.isEmpty() && !word.startsWith("-"))
                .filter(word -> !word.equalsIgnoreCase("or"))
                .distinct()
                .toList();
    }

    /// A query that any of these words answers.
    static String anyOf(String query) {
        return String.join(" or ", plain(query));
    }

    private static String distinct(List<String> words) {
        Set<String> seen = new LinkedHashSet<>();
        StringBuilder kept = new StringBuilder();
        for (String word : words) {
            // `or` is no word but stands between two.
            if (word.equalsIgnoreCase("or") || seen.add(word.toLowerCase(Locale.ROOT))) {
                kept.append(kept.isEmpty() ? "" : " ").append(word);
            }
        }
        return kept.toString();
    }
}
