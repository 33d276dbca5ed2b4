package dev.tributary.ingestor.telegram;

import dev.tributary.contract.config.TelegramSettings.ChatType;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.TelegramIds;
import dev.tributary.ingestor.telegram.tdlib.TdUpdate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Who and what the account's people and chats are. TDLib tells each before anything else of it.
/// Filled on TDLib's thread, read on any.
final class Directory {

    private final Map<Long, KnownChat> chats = new ConcurrentHashMap<>();
    private final Map<Long, String> names = new ConcurrentHashMap<>();

    /// Null for a chat that TDLib has not told of.
    @Nullable KnownChat chat(long id) {
        return chats.get(id);
    }

    List<KnownChat> chats() {
        return List.copyOf(chats.values());
    }

    /// Of a person or a chat; null where there is none.
    @Nullable String name(long id) {
        return names.get(id);
    }

    synchronized void take(TdUpdate update) {
        ObjectNode json = update.json();
        switch (update.type()) {
            case "updateNewChat" -> take(json.path("chat"));
            case "updateChatTitle" -> titled(json.path("chat_id").asLong(), json.path("title"));
            case "updateChatLastMessage" -> {
                long chat = json.path("chat_id").asLong();
                newest(chat, json.path("last_message"));
                listed(chat, json.path("positions"));
            }
            case "updateChatPosition" ->
                    position(json.path("chat_id").asLong(), json.path("position"));
            case "updateChatAddedToList" -> list(json.path("chat_id").asLong());
            case "updateUser" -> user(json.path("user"));
            case "updateBasicGroup" -> {
                JsonNode group = json.path("basic_group");
                members(group.path("id"), group.path("member_count"), false);
            }
            case "updateSupergroup" -> {
                JsonNode group = json.path("supergroup");
                members(group.path("id"), group.path("member_count"), true);
            }
            case "updateSupergroupFullInfo" ->
                    members(
                            json.path("supergroup_id"),
                            json.path("supergroup_full_info").path("member_count"),
                            true);
            default -> {}
        }
    }

    /// A `chat` object.
    synchronized void take(JsonNode chat) {
        long id = chat.path("id").asLong();
        ChatType type = type(chat.path("type"));
        if (type != null) {
            chats.put(id, known(id).of(type, known(id).title()));
        }
        titled(id, chat.path("title"));
        newest(id, chat.path("last_message"));
        listed(id, chat.path("positions"));
        if (!chat.path("chat_lists").isEmpty()) {
            list(id);
        }
    }

    private static @Nullable ChatType type(JsonNode type) {
        return switch (type.path("@type").asString("")) {
            case "chatTypePrivate" -> ChatType.PRIVATE;
            case "chatTypeBasicGroup" -> ChatType.GROUP;
            case "chatTypeSupergroup" ->
                    type.path("is_channel").asBoolean(false)
                            ? ChatType.CHANNEL
                            : ChatType.SUPERGROUP;
            default -> null;
        };
    }

    private void titled(long id, JsonNode title) {
        String name = title.asString("");
        chats.put(id, known(id).titled(name));
        // A chat with a person is called as the person is, and has that id.
        if (!name.isEmpty()) {
            names.put(id, name);
        }
    }

    private void newest(long id, JsonNode message) {
        long newest = message.path("id").asLong(0);
        // A message that waits to be sent has no place in the history yet.
        if (newest != 0 && TelegramIds.message(newest).isPresent()) {
            Instant at = Instant.ofEpochSecond(message.path("date").asLong(0));
            chats.put(id, known(id).withNewest(newest, at));
        }
    }

    private void listed(long id, JsonNode positions) {
        positions.forEach(position -> position(id, position));
    }

    /// Order 0 takes the chat out of a list; it was one of the account's all the same.
    private void position(long id, JsonNode position) {
        if (!position.path("order").asString("0").equals("0")) {
            list(id);
        }
    }

    private void list(long id) {
        chats.put(id, known(id).listed());
    }

    private void user(JsonNode user) {
        String name =
                (user.path("first_name").asString("") + " " + user.path("last_name").asString(""))
                        .strip();
        if (!name.isEmpty()) {
            names.put(user.path("id").asLong(), name);
        }
    }

    /// Of a supergroup one object or another knows the count, and 0 stands for not knowing it.
    private void members(JsonNode group, JsonNode count, boolean isSuper) {
        long bare = group.asLong(0);
        if (bare > 0 && count.asInt(0) > 0) {
            ChatId chat = isSuper ? TelegramIds.channel(bare) : TelegramIds.basicGroup(bare);
            long id = Long.parseLong(chat.value());
            chats.put(id, known(id).withMembers(count.asInt()));
        }
    }

    private KnownChat known(long id) {
        KnownChat chat = chats.get(id);
        return chat == null ? KnownChat.unknown(id) : chat;
    }
}
