package dev.tributary.contract.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// "did you mean": the nearest known word by edit distance.
public final class Suggestion {

    private Suggestion() {}

    /// Empty if none is near.
    public static Optional<String> nearest(Collection<String> known, String word) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(candidate, word)))
                .filter(nearest -> distance(nearest, word) <= Math.max(2, word.length() / 2));
    }

    static String among(Collection<String> known, String word) {
        return nearest(known, word)
                .map(nearest -> "; did you mean \"" + nearest + "\"?")
                .orElse("; known keys: " + String.join(", ", known));
    }

    /// Levenshtein distance.
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
