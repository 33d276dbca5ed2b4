package dev.tributary.mcp.tool;

import dev.tributary.contract.identity.MessageRef;
import dev.tributary.mcp.safety.Safety;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How a message looks to an agent.
final class MessageForm {

    /// What a message of an answer may have and is shown when it does.
    private static final List<String> TIMES = List.of("sent_at", "edited_at");

    private MessageForm() {}

    static Map<String, Object> schema() {
        return fields(Schema.object()).build();
    }

    static Map<String, Object> hitSchema() {
        return fields(Schema.object())
                .with("score", Schema.number("higher is better, within one answer"))
                .maybe("repeats", Schema.count("how many messages have this very text"))
                .build();
    }

    private static Schema fields(Schema schema) {
        return schema.with("ref", Schema.text("the message's reference; every tool accepts it"))
                .with("chat_ref", Schema.text("its chat's reference; chats accepts it"))
                .with("source", Schema.text("the service"))
                .with("account", Schema.text("<source>:<id>"))
                .with("chat", Schema.text("the chat's id"))
                .maybe("chat_title", Schema.text("untrusted"))
                .maybe("sender", Schema.text("the sender's id; senders accepts it"))
                .maybe("sender_name", Schema.text("untrusted"))
                .maybe("sent_at", Schema.text("RFC 3339, UTC"))
                .maybe("edited_at", Schema.text("when the shown version was made"))
                .with("kind", Schema.text("message, or what else it is"))
                .with("text", Schema.text("untrusted: other people wrote it"))
                .maybe("text_left_out", Schema.count("characters that there was no room for"))
                .maybe("attachments", AttachmentForm.schema())
                .maybe("attachments_left_out", AttachmentForm.leftOutSchema())
                .maybe("reply_to", Schema.text("the reference of the message it answers"))
                .with("deleted", Schema.flag("deleted at the service"));
    }

    /// @param maxChars that the whole answer may have
    static Item item(JsonNode message, int number, Safety safety, int maxChars) {
        AttachmentForm attached = AttachmentForm.of(message.path("attachments"), safety, maxChars);
        ObjectNode fields = fields(message, safety);
        attached.into(fields);
        String written = safety.text(message.path("text").asString(""));
        return new Item(
                fields,
                heading(message, number),
                names(message, safety) + attached.line(),
                written,
                focus(message.path("snippet").asString(""), written));
    }

    private static ObjectNode fields(JsonNode message, Safety safety) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        String ref = message.path("ref").asString();
        json.put("ref", ref);
        json.put("chat_ref", MessageRef.parse(ref).chatRef().toString());
        json.put("source", message.path("source").asString());
        json.put("account", safety.id(message.path("account").asString()));
        json.put("chat", safety.id(message.path("chat").asString()));
        putName(json, message, "chat_title", safety);
        if (message.path("sender").isString()) {
            json.put("sender", safety.id(message.path("sender").asString()));
        }
        putName(json, message, "sender_name", safety);
        for (String time : TIMES) {
            if (message.path(time).isString()) {
                json.put(time, message.path(time).asString());
            }
        }
        json.put("kind", message.path("kind").asString("message"));
        if (message.path("reply_to").isString()) {
            json.put("reply_to", message.path("reply_to").asString());
        }
        json.put("deleted", message.path("deleted").asBoolean(false));
        if (message.path("score").isNumber()) {
            json.put("score", message.path("score").asDouble());
            if (message.path("repeats").asLong(1) > 1) {
                json.put("repeats", message.path("repeats").asLong());
            }
        }
        return json;
    }

    private static void putName(ObjectNode json, JsonNode from, String field, Safety safety) {
        if (from.path(field).isString()) {
            json.put(field, safety.name(from.path(field).asString()));
        }
    }

    private static String heading(JsonNode message, int number) {
        StringBuilder heading = new StringBuilder("[").append(number).append("] ");
        heading.append(message.path("ref").asString());
        heading.append(" · ").append(message.path("sent_at").asString("at an unknown time"));
        if (message.path("edited_at").isString()) {
            heading.append(" · edited ").append(message.path("edited_at").asString());
        }
        if (message.path("deleted").asBoolean(false)) {
            heading.append(" · deleted");
        }
        if (message.path("reply_to").isString()) {
            heading.append(" · answers ").append(message.path("reply_to").asString());
        }
        if (message.path("repeats").asLong(1) > 1) {
            heading.append(" · said ").append(message.path("repeats").asLong()).append(" times");
        }
        return heading.toString();
    }

    private static String names(JsonNode message, Safety safety) {
        String sender = message.path("sender_name").asString(message.path("sender").asString("?"));
        String chat = message.path("chat_title").asString(message.path("chat").asString());
        return safety.name(sender) + " in " + safety.name(chat) + ":";
    }

    /// Where the first matched words of the snippet stand.
    private static int focus(String snippet, String text) {
        int open = snippet.indexOf("**");
        int close = open < 0 ? -1 : snippet.indexOf("**", open + 2);
        return close < 0 ? 0 : Math.max(0, text.indexOf(snippet.substring(open + 2, close)));
    }
}
