package dev.tributary.simulator.vkteams;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One answer of `chats/getMembers`. The cursor is opaque to clients; here it is the number of
/// members before the page. The last page has none.
final class MemberPage {

    private static final String MARK = "m";

    private MemberPage() {}

    static ObjectNode of(Chat chat, Optional<String> cursor, int pageSize) {
        int from = cursor.map(MemberPage::position).orElse(0);
        List<ObjectNode> members = chat.members();
        int to = Math.min(from + pageSize, members.size());
        ArrayNode page = JsonNodeFactory.instance.arrayNode();
        members.subList(Math.min(from, to), to).forEach(page::add);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("members", page);
        if (to < members.size()) {
            answer.put("cursor", MARK + to);
        }
        return answer;
    }

    private static int position(String cursor) {
        if (!cursor.matches(MARK + "[0-9]{1,9}")) {
            throw Refusal.badRequest();
        }
        return Integer.parseInt(cursor.substring(MARK.length()));
    }
}
