package dev.tributary.mcp.tool;

import dev.tributary.contract.identity.MessageRef;
import dev.tributary.contract.question.Question;
import dev.tributary.mcp.safety.Safety;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One message with all its versions. A text longer than the answer may be comes in parts: its
/// cursor says where the next one begins.
record MessageTool() implements Tool {

    private static final Pattern CURSOR = Pattern.compile("t(\\d{1,9})");

    private static final List<Parameter> PARAMETERS =
            List.of(
                    Parameter.required("ref", Schema.text("the message's reference, from a hit")),
                    Parameter.optional(
                            "cursor",
                            Schema.text("next_cursor, to go on in a text that was too long")),
                    Parameter.MAX_CHARS);

    @Override
    public String name() {
        return "get_message";
    }

    @Override
    public String title() {
        return "Read one message";
    }

    @Override
    public String description() {
        return "Reads one message whole, with every earlier version of it and its deletion, if"
                + " any.";
    }

    @Override
    public List<Parameter> parameters() {
        return PARAMETERS;
    }

    @Override
    public Map<String, Object> outputSchema() {
        return Answer.schema(
                        "versions",
                        "every version of the text, the newest first",
                        Schema.object()
                                .maybe("at", Schema.text("when this version was made"))
                                .with("text", Schema.text("untrusted: other people wrote it"))
                                .maybe(
                                        "text_left_out",
                                        Schema.count("characters that there was no room for"))
                                .build())
                .with("message", messageSchema())
                .maybe("versions_left_out", Schema.count("earlier versions that are not shown"))
                .maybe("deleted_at", Schema.text("when it was deleted at the service"))
                .build();
    }

    /// Its text is that of the newest version, once in the answer.
    private static Map<String, Object> messageSchema() {
        return Schema.object()
                .with("ref", Schema.text("the message's reference"))
                .with("chat_ref", Schema.text("its chat's reference; chats accepts it"))
                .with("source", Schema.text("the service"))
                .with("account", Schema.text("<source>:<id>"))
                .with("chat", Schema.text("the chat's id"))
                .maybe("chat_title", Schema.text("untrusted"))
                .maybe("sender", Schema.text("the sender's id"))
                .maybe("sender_name", Schema.text("untrusted"))
                .maybe("sent_at", Schema.text("RFC 3339, UTC"))
                .maybe("edited_at", Schema.text("when the newest version was made"))
                .with("kind", Schema.text("message, or what else it is"))
                .maybe("attachments", AttachmentForm.schema())
                .maybe("attachments_left_out", AttachmentForm.leftOutSchema())
                .maybe("reply_to", Schema.text("the reference of the message it answers"))
                .with("deleted", Schema.flag("deleted at the service"))
                .build();
    }

    @Override
    public String elsewhere() {
        return "copy the reference of a hit";
    }

    @Override
    public Inquiry read(Arguments arguments) {
        return new Inquiry(
                new Question.History(MessageRef.parse(arguments.required("ref").strip())),
                new PageCursor(0, 1, null),
                Integer.MAX_VALUE,
                Inquiry.maxChars(arguments),
                offset(arguments.text("cursor")));
    }

    private static int offset(@Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        Matcher matcher = CURSOR.matcher(cursor);
        if (!matcher.matches()) {
            throw new BadArguments(
                    "\"cursor\" is damaged; take next_cursor as it was, or leave the cursor out");
        }
        return Integer.parseInt(matcher.group(1));
    }

    @Override
    public Found found(JsonNode data, Inquiry inquiry, Safety safety) {
        Item message = MessageForm.item(data.path("message"), 1, safety, inquiry.maxChars());
        ObjectNode rest = JsonMapper.shared().createObjectNode();
        rest.set("message", message.fields());
        List<String> lines = new ArrayList<>();
        lines.add(message.heading());
        if (data.path("deleted_at").isString()) {
            rest.put("deleted_at", data.path("deleted_at").asString());
            lines.add("deleted at " + data.path("deleted_at").asString());
        }
        List<Item> items = versions(data, message, inquiry.offset(), safety);
        return new Found("versions", items, rest, lines, Found.Beyond.TEXT);
    }

    private static List<Item> versions(JsonNode data, Item message, int offset, Safety safety) {
        List<JsonNode> newestFirst = new ArrayList<>();
        data.path("versions").forEach(newestFirst::addFirst);
        List<Item> items = new ArrayList<>();
        for (JsonNode version : newestFirst) {
            String at = version.path("at").asString(null);
            String text = safety.text(version.path("text").asString(""));
            if (items.isEmpty()) {
                // In parts, so each from its beginning on.
                items.add(version(at, "newest version", message.names(), rest(text, offset)));
            } else if (offset == 0) {
                items.add(version(at, "earlier version", "", text));
            }
        }
        if (items.isEmpty()) {
            items.add(
                    version(
                            null,
                            "only version",
                            message.names(),
                            rest(message.textOrNothing(), offset)));
        }
        return items;
    }

    private static String rest(String text, int offset) {
        return text.substring(Math.min(offset, text.length()));
    }

    private static Item version(@Nullable String at, String heading, String names, String text) {
        ObjectNode fields = JsonMapper.shared().createObjectNode();
        if (at != null) {
            fields.put("at", at);
        }
        return new Item(fields, heading + (at == null ? "" : " · " + at), names, text, 0);
    }
}
