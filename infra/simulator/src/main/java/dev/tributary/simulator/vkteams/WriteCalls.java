package dev.tributary.simulator.vkteams;

import java.util.Set;

/// The service's calls that change something: a client that only reads makes none of them.
final class WriteCalls {

    private static final Set<String> PATHS =
            Set.of(
                    "messages/sendText",
                    "messages/sendFile",
                    "messages/sendVoice",
                    "messages/editText",
                    "messages/deleteMessages",
                    "messages/answerCallbackQuery",
                    "chats/sendActions",
                    "chats/blockUser",
                    "chats/unblockUser",
                    "chats/resolvePending",
                    "chats/setTitle",
                    "chats/setAbout",
                    "chats/setRules",
                    "chats/avatar/set",
                    "chats/pinMessage",
                    "chats/unpinMessage",
                    "chats/members/delete",
                    "chats/members/add",
                    "chats/createChat",
                    "threads/add",
                    "threads/autosubscribe");

    private WriteCalls() {}

    static Violation.Kind kindOf(Request request) {
        boolean isWrite =
                request.path().startsWith(Call.ROOT)
                        && PATHS.contains(request.path().substring(Call.ROOT.length()));
        return isWrite ? Violation.Kind.WRITES : Violation.Kind.UNKNOWN;
    }
}
