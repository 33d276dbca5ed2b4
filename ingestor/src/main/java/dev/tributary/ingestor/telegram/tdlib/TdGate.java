package dev.tributary.ingestor.telegram.tdlib;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Stands in front of `td_send` and lets pass what is on its lists, word for word. No rule over
/// names would do: of TDLib's functions that begin with `get` some act (`getLoginUrl`,
/// `getCallbackQueryAnswer`), and some options write to the account (`online`,
/// `disable_top_chats`).
///
/// @param purpose what the client is for
/// @param proxy the only one that may be set, from the configuration; null: it may be unset
record TdGate(TdPurpose purpose, @Nullable TdProxy proxy) {

    /// What changes nothing but TDLib's own state on this machine, and what only reads.
    static final Set<String> READING =
            Set.of(
                    "setTdlibParameters",
                    "setNetworkType",
                    "getOption",
                    "getAuthorizationState",
                    "getCurrentState",
                    "close",
                    "getMe",
                    "loadChats",
                    "getChats",
                    "getChat",
                    "getChatHistory",
                    "getMessage",
                    "getMessages",
                    "getForumTopics",
                    "getForumTopicHistory",
                    "getContacts",
                    "getUser",
                    "getUserFullInfo",
                    "getBasicGroup",
                    "getBasicGroupFullInfo",
                    "getSupergroup",
                    "getSupergroupFullInfo",
                    "getSupergroupMembers",
                    "getChatAdministrators",
                    "downloadFile",
                    "cancelDownloadFile",
                    "getFile",
                    "deleteFile",
                    "optimizeStorage",
                    "getStorageStatisticsFast");

    /// Those of `setOption` that stay on this machine.
    static final Set<String> OPTIONS =
            Set.of(
                    "use_pfs",
                    "use_storage_optimizer",
                    "message_unload_delay",
                    "disable_persistent_network_statistics");

    /// @throws TdFunctionRefused unless the function is allowed
    void check(ObjectNode function) {
        String type = function.path("@type").asString("");
        boolean isAllowed =
                switch (type) {
                    case "setOption" -> OPTIONS.contains(function.path("name").asString(""));
                    case "addProxy" -> proxy != null && function.equals(proxy.function());
                    case TdOpening.NO_PROXY -> proxy == null;
                    default -> READING.contains(type) || purpose.functions().contains(type);
                };
        if (!isAllowed) {
            throw new TdFunctionRefused("\"" + name(type, function) + "\"");
        }
    }

    /// An option's name is a word of ours or of TDLib, never a secret.
    private static String name(String type, ObjectNode function) {
        return type.equals("setOption") ? type + " " + function.path("name").asString("") : type;
    }
}
