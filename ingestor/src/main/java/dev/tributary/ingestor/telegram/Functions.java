package dev.tributary.ingestor.telegram;

import java.util.Collection;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What we ask TDLib (<https://core.telegram.org/tdlib/docs/classtd_1_1td__api_1_1_function.html>).
final class Functions {

    /// The most that one answer holds.
    static final int PAGE = 100;

    /// The most of one answer of members.
    static final int MEMBERS = 200;

    private Functions() {}

    static ObjectNode getMe() {
        return function("getMe");
    }

    /// @param list `chatListMain` or `chatListArchive`
    static ObjectNode loadChats(String list) {
        ObjectNode function = function("loadChats").put("limit", PAGE);
        function.putObject("chat_list").put("@type", list);
        return function;
    }

    static ObjectNode getChat(long chat) {
        return function("getChat").put("chat_id", chat);
    }

    /// Messages with smaller ids, the newest first.
    static ObjectNode getChatHistory(long chat, long below) {
        return function("getChatHistory")
                .put("chat_id", chat)
                .put("from_message_id", below)
                .put("offset", 0)
                .put("limit", PAGE)
                .put("only_local", false);
    }

    static ObjectNode getMessage(long chat, long message) {
        return function("getMessage").put("chat_id", chat).put("message_id", message);
    }

    static ObjectNode getMessages(long chat, Collection<Long> messages) {
        ObjectNode function = function("getMessages").put("chat_id", chat);
        messages.forEach(function.putArray("message_ids")::add);
        return function;
    }

    static ObjectNode getContacts() {
        return function("getContacts");
    }

    static ObjectNode getBasicGroupFullInfo(long group) {
        return function("getBasicGroupFullInfo").put("basic_group_id", group);
    }

    static ObjectNode getSupergroupFullInfo(long group) {
        return function("getSupergroupFullInfo").put("supergroup_id", group);
    }

    static ObjectNode getSupergroupMembers(long group, int offset) {
        ObjectNode function =
                function("getSupergroupMembers")
                        .put("supergroup_id", group)
                        .put("offset", offset)
                        .put("limit", MEMBERS);
        function.putObject("filter").put("@type", "supergroupMembersFilterRecent");
        return function;
    }

    /// Answered when the whole file is there.
    ///
    /// @param file TDLib's number of it, in this process
    static ObjectNode downloadFile(int file) {
        return function("downloadFile")
                .put("file_id", file)
                .put("priority", 1)
                .put("offset", 0)
                .put("limit", 0)
                .put("synchronous", true);
    }

    /// From this machine alone.
    static ObjectNode deleteFile(int file) {
        return function("deleteFile").put("file_id", file);
    }

    private static ObjectNode function(String type) {
        return JsonMapper.shared().createObjectNode().put("@type", type);
    }
}
