package dev.tributary.ingestor.vkteams;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The operator's rule which chats are read: glob patterns (`*` any characters, `?` one) over a
/// chat's id and its title, in any case of letters.
///
/// An event that names no chat is kept unless there is an include list: who lists chats wants those
/// and nothing else.
record ChatSelection(List<Pattern> include, List<Pattern> exclude) {

    static ChatSelection of(List<String> include, List<String> exclude) {
        return new ChatSelection(
                include.stream().map(ChatSelection::glob).toList(),
                exclude.stream().map(ChatSelection::glob).toList());
    }

    boolean selects(EventChat chat) {
        return (include.isEmpty() || matches(include, chat)) && !matches(exclude, chat);
    }

    private static boolean matches(List<Pattern> patterns, EventChat chat) {
        return patterns.stream()
                .anyMatch(pattern ->
                        (chat.isKnown() && pattern.matcher(chat.id()).matches())
                                || (!chat.title().isEmpty()
                                        && pattern.matcher(chat.title()).matches()));
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
