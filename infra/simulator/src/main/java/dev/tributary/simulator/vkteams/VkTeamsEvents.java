package dev.tributary.simulator.vkteams;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Builds wire events (`type` and `payload`; the simulator numbers them) from plain messages. Times
/// on the wire are whole seconds.
///
/// Shapes: <https://teams.vk.com/botapi/>, `events/get`.
public final class VkTeamsEvents {

    private VkTeamsEvents() {}

    public static ObjectNode newMessage(PlainMessage message) {
        return newMessage(message, Optional.empty());
    }

    /// @param answered the message that this one replies to, quoted in a part; where it is absent,
    ///   `replyTo` still makes a part, of the id alone
    public static ObjectNode newMessage(PlainMessage message, Optional<PlainMessage> answered) {
        return event("newMessage", written(message, message.text(), answered));
    }

    public static ObjectNode editedMessage(
            PlainMessage message, String text, Instant at, Optional<PlainMessage> answered) {
        ObjectNode payload = written(message, text, answered);
        payload.put("editedTimestamp", at.getEpochSecond());
        return event("editedMessage", payload);
    }

    /// It has the time of the message, not of the deletion, and no author.
    public static ObjectNode deletedMessage(PlainMessage message) {
        return event("deletedMessage", located(message));
    }

    /// @param by who pinned it
    public static ObjectNode pinnedMessage(PlainMessage message, String by) {
        ObjectNode payload = located(message);
        payload.put("text", message.text());
        payload.set("from", user(by));
        return event("pinnedMessage", payload);
    }

    public static ObjectNode unpinnedMessage(PlainMessage message) {
        return event("unpinnedMessage", located(message));
    }

    /// @param chat as in [PlainMessage]
    public static ObjectNode newChatMembers(String chat, List<String> members, String addedBy) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.set("chat", chat(chat));
        payload.set("newMembers", users(members));
        payload.set("addedBy", user(addedBy));
        return event("newChatMembers", payload);
    }

    /// @param chat as in [PlainMessage]
    public static ObjectNode leftChatMembers(String chat, List<String> members, String removedBy) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.set("chat", chat(chat));
        payload.set("leftMembers", users(members));
        payload.set("removedBy", user(removedBy));
        return event("leftChatMembers", payload);
    }

    /// The shape is reconstructed from live data; the service documents none.
    public static ObjectNode changedChatInfo(String chat, String newTitle) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.set("chat", chat(chat));
        payload.put("title", newTitle);
        return event("changedChatInfo", payload);
    }

    /// A button under the message was pressed.
    ///
    /// @param isWrapped newer servers put the message as a whole event, without `chat` beside it
    public static ObjectNode callbackQuery(
            PlainMessage message, String by, String callbackData, boolean isWrapped) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("queryId", "SVR:" + message.wireId());
        payload.put("callbackData", callbackData);
        payload.set("from", user(by));
        ObjectNode flat = written(message, message.text(), Optional.empty());
        if (isWrapped) {
            payload.set("message", StreamEvent.numbered(1, event("newMessage", flat)).json());
        } else {
            payload.set("message", flat);
            payload.set("chat", chat(message.chat()));
        }
        return event("callbackQuery", payload);
    }

    /// A message in a thread: the thread is a chat of its own without a title.
    ///
    /// @param inThread whose `chat` is the thread's id
    /// @param parent where the thread hangs
    public static ObjectNode threadMessage(PlainMessage inThread, PlainMessage parent) {
        ObjectNode event = newMessage(inThread);
        ObjectNode payload = event.withObject("/payload");
        payload.putObject("parent_topic")
                .put("chatId", parent.chatId())
                .put("messageId", Long.parseLong(parent.wireId()))
                .put("type", "thread");
        return event;
    }

    /// The event with one more part, as `part(...)` makes it.
    public static ObjectNode with(ObjectNode event, ObjectNode part) {
        event.withObject("/payload").withArrayProperty("parts").add(part);
        return event;
    }

    /// @param type `file`, `sticker`, `voice`, `mention`, `reply`, `forward`
    public static ObjectNode part(String type, ObjectNode payload) {
        ObjectNode part = JsonNodeFactory.instance.objectNode().put("type", type);
        part.set("payload", payload);
        return part;
    }

    public static ObjectNode file(String fileId, String kind, String caption) {
        return part("file", object("fileId", fileId).put("type", kind).put("caption", caption));
    }

    public static ObjectNode sticker(String fileId) {
        return part("sticker", object("fileId", fileId));
    }

    public static ObjectNode voice(String fileId) {
        return part("voice", object("fileId", fileId));
    }

    /// The text should hold `@[userId]`.
    public static ObjectNode mention(String name) {
        return part("mention", user(name));
    }

    public static ObjectNode reply(PlainMessage answered) {
        return part("reply", quoting(answered));
    }

    public static ObjectNode forward(PlainMessage original) {
        ObjectNode payload = quoting(original);
        payload.withObject("/message").set("chat", chat(original.chat()));
        return part("forward", payload);
    }

    /// One row of one button; the payload is an array, unlike any other part's.
    public static ObjectNode inlineKeyboard(String text, String callbackData) {
        ObjectNode part = JsonNodeFactory.instance.objectNode().put("type", "inlineKeyboardMarkup");
        part.putArray("payload")
                .addArray()
                .add(
                        object("text", text)
                                .put("style", "primary")
                                .put("callbackData", callbackData));
        return part;
    }

    private static ObjectNode event(String type, ObjectNode payload) {
        return part(type, payload);
    }

    private static ObjectNode located(PlainMessage message) {
        ObjectNode payload = object("msgId", message.wireId());
        payload.set("chat", chat(message.chat()));
        return payload.put("timestamp", message.time().getEpochSecond());
    }

    private static ObjectNode written(
            PlainMessage message, String text, Optional<PlainMessage> answered) {
        ObjectNode payload = located(message);
        payload.set("from", user(message.sender()));
        if (!text.isEmpty()) {
            payload.put("text", text);
        }
        if (answered.isPresent()) {
            payload.withArrayProperty("parts").add(reply(answered.get()));
        } else if (message.replyTo() != null) {
            ObjectNode part = JsonNodeFactory.instance.objectNode();
            part.putObject("message").put("msgId", PlainMessage.wireId(message.replyTo()));
            payload.withArrayProperty("parts").add(part("reply", part));
        }
        return payload;
    }

    private static ObjectNode quoting(PlainMessage message) {
        ObjectNode quoted = JsonNodeFactory.instance.objectNode();
        quoted.set("from", user(message.sender()));
        quoted.put("msgId", message.wireId());
        quoted.put("text", message.text());
        quoted.put("timestamp", message.time().getEpochSecond());
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.set("message", quoted);
        return payload;
    }

    private static ObjectNode chat(String chat) {
        PlainMessage any = new PlainMessage(chat, 0, "-", Instant.EPOCH, "", null);
        ObjectNode node = object("chatId", any.chatId());
        if (!any.chatId().endsWith(PlainMessage.GROUP_SUFFIX)) {
            return node.put("type", "private");
        }
        node.put("type", "group");
        return chat.contains("@") ? node : node.put("title", chat);
    }

    private static ObjectNode user(String name) {
        PlainMessage any = new PlainMessage("-", 0, name, Instant.EPOCH, "", null);
        return object("userId", any.userId()).put("firstName", name);
    }

    private static ArrayNode users(List<String> names) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        names.forEach(name -> array.add(user(name)));
        return array;
    }

    private static ObjectNode object(String key, String value) {
        return JsonNodeFactory.instance.objectNode().put(key, value);
    }
}
