package dev.tributary.ingestor.vkteams;

import dev.tributary.ingestor.source.ChatPatterns;
import java.util.List;

/// The operator's rule which chats are read.
///
/// An event that names no chat is kept unless there is an include list: who lists chats wants those
/// and nothing else.
record ChatSelection(ChatPatterns include, ChatPatterns exclude) {

    static ChatSelection of(List<String> include, List<String> exclude) {
        return new ChatSelection(ChatPatterns.of(include), ChatPatterns.of(exclude));
    }

    boolean selects(EventChat chat) {
        return (include.isEmpty() || matches(include, chat)) && !matches(exclude, chat);
    }

    private static boolean matches(ChatPatterns patterns, EventChat chat) {
        return patterns.match(chat.isKnown() ? chat.id() : "", chat.title());
    }
}
