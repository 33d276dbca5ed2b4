package dev.tributary.simulator.vkteams;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The chats that the service knows: those the script describes, and for the others what its events
/// say of them.
final class ChatDirectory {

    private final Map<String, Chat> described = new HashMap<>();
    private final Map<String, ObjectNode> seen = new HashMap<>();
    private final Map<String, Set<String>> members = new HashMap<>();
    private final Set<String> threads = new LinkedHashSet<>();

    ChatDirectory(Script script) {
        script.chats().forEach(chat -> described.put(chat.chatId(), chat));
        script.events().values().forEach(events -> events.forEach(this::learn));
    }

    synchronized void learn(ObjectNode event) {
        JsonNode payload = event.path("payload");
        JsonNode chat = payload.path("chat");
        String chatId = chat.path("chatId").stringValue("");
        if (chatId.isEmpty()) {
            return;
        }
        seen.putIfAbsent(chatId, infoOf(chat, payload.path("from")));
        if (payload.has("parent_topic")) {
            threads.add(chatId);
        }
        Set<String> people = members.computeIfAbsent(chatId, _ -> new LinkedHashSet<>());
        join(people, payload.path("from"));
        payload.path("newMembers").forEach(member -> join(people, member));
        payload.path("leftMembers")
                .forEach(member -> people.remove(member.path("userId").stringValue("")));
    }

    synchronized Optional<Chat> chat(String chatId) {
        return Optional.ofNullable(described.get(chatId))
                .or(() -> Optional.ofNullable(seen.get(chatId)).map(info -> learnt(chatId, info)));
    }

    private Chat learnt(String chatId, ObjectNode info) {
        List<ObjectNode> list = new ArrayList<>();
        for (String userId : members.getOrDefault(chatId, Set.of())) {
            list.add(JsonNodeFactory.instance.objectNode().put("userId", userId));
        }
        return new Chat(chatId, info, list, threads.contains(chatId));
    }

    private static void join(Set<String> people, JsonNode user) {
        user.path("userId").stringValueOpt().ifPresent(people::add);
    }

    private static ObjectNode infoOf(JsonNode chat, JsonNode from) {
        Map<String, JsonNode> info = new LinkedHashMap<>();
        info.put("type", chat.path("type"));
        if (chat.path("type").stringValue("").equals("private")) {
            info.put("firstName", from.path("firstName"));
            info.put("lastName", from.path("lastName"));
        } else {
            info.put("title", chat.path("title"));
            info.put("public", JsonNodeFactory.instance.booleanNode(false));
            info.put("joinModeration", JsonNodeFactory.instance.booleanNode(false));
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        info.forEach((key, value) -> {
            if (!value.isMissingNode()) {
                answer.set(key, value);
            }
        });
        return answer;
    }
}
