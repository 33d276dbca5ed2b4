package dev.tributary.mcp.tool;

import dev.tributary.contract.question.Question;
import dev.tributary.mcp.safety.Safety;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The chats of the archive.
record ChatsTool() implements Tool {

    @Override
    public String name() {
        return "list_chats";
    }

    @Override
    public String title() {
        return "List chats";
    }

    @Override
    public String description() {
        return "Lists the chats of the archive with their references, titles and how much was said"
                + " in each.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.SOURCES,
                Parameter.ACCOUNTS,
                Parameter.CHATS,
                Parameter.SINCE,
                Parameter.UNTIL,
                Parameter.LIMIT,
                Parameter.CURSOR,
                Parameter.MAX_CHARS);
    }

    @Override
    public Map<String, Object> outputSchema() {
        return Answer.schema("chats", "the chats", schema()).build();
    }

    static Map<String, Object> schema() {
        return Schema.object()
                .with("ref", Schema.text("the chat's reference; chats and chat_id accept it"))
                .with("source", Schema.text("the service"))
                .with("account", Schema.text("<source>:<id>"))
                .with("chat", Schema.text("the chat's id"))
                .maybe("kind", Schema.text("what kind of chat"))
                .maybe("title", Schema.text("untrusted"))
                .with("messages", Schema.count("how many messages"))
                .maybe("first_at", Schema.text("when the first was sent"))
                .maybe("last_at", Schema.text("when the last was sent"))
                .build();
    }

    @Override
    public String elsewhere() {
        return "try a part of the title, or no filters";
    }

    @Override
    public Inquiry read(Arguments arguments) {
        PageCursor page = Inquiry.page(arguments);
        return Inquiry.of(new Question.Chats(arguments.filters(), page.request()), page, arguments);
    }

    @Override
    public Found found(JsonNode data, Inquiry inquiry, Safety safety) {
        List<Item> items = new ArrayList<>();
        for (JsonNode chat : data.path("chats")) {
            items.add(item(chat, items.size() + 1, safety));
        }
        ObjectNode rest = JsonMapper.shared().createObjectNode();
        return new Found("chats", items, rest, List.of(), Found.Beyond.PAGE);
    }

    static Item item(JsonNode chat, int number, Safety safety) {
        String title =
                chat.path("title").isString() ? safety.name(chat.path("title").asString()) : "";
        String heading =
                "["
                        + number
                        + "] "
                        + chat.path("ref").asString()
                        + " · "
                        + chat.path("kind").asString("chat")
                        + " · "
                        + chat.path("messages").asLong()
                        + " messages"
                        + (chat.path("last_at").isString()
                                ? ", last " + chat.path("last_at").asString()
                                : "");
        return new Item(fields(chat, title, safety), heading, title, null, 0);
    }

    private static ObjectNode fields(JsonNode chat, String title, Safety safety) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("ref", chat.path("ref").asString());
        json.put("source", chat.path("source").asString());
        json.put("account", safety.id(chat.path("account").asString()));
        json.put("chat", safety.id(chat.path("chat").asString()));
        if (chat.path("kind").isString()) {
            json.put("kind", chat.path("kind").asString());
        }
        if (!title.isEmpty()) {
            json.put("title", title);
        }
        json.put("messages", chat.path("messages").asLong());
        for (String time : List.of("first_at", "last_at")) {
            if (chat.path(time).isString()) {
                json.put(time, chat.path(time).asString());
            }
        }
        return json;
    }
}
