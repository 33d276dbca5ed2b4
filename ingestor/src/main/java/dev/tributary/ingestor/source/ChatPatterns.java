package dev.tributary.ingestor.source;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Glob patterns (`*` any characters, `?` one) over a chat's id and its title, in any case of
/// letters.
public record ChatPatterns(List<Pattern> patterns) {

    public ChatPatterns {
        patterns = List.copyOf(patterns);
    }

    public static ChatPatterns of(List<String> globs) {
        return new ChatPatterns(globs.stream().map(ChatPatterns::glob).toList());
    }

    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    /// @param title empty if it is not known
    public boolean match(String chatId, String title) {
        return patterns.stream()
                .anyMatch(pattern ->
                        (!chatId.isEmpty() && pattern.matcher(chatId).matches())
                                || (!title.isEmpty() && pattern.matcher(title).matches()));
    }

    private static Pattern glob(String glob) {
        String regex =
                glob.codePoints()
                        .mapToObj(c ->
                                switch (c) {
                                    case '*' -> ".*";
                                    case '?' -> ".";
                                    default -> Pattern.quote(Character.toString(c));
                                })
                        .collect(Collectors.joining());
        return Pattern.compile(
                regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }
}
