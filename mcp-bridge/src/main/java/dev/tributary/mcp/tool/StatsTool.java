package dev.tributary.mcp.tool;

import dev.tributary.contract.question.Question;
import dev.tributary.mcp.safety.Safety;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How much there is.
record StatsTool() implements Tool {

    private static final List<String> COUNTS =
            List.of("messages", "replies", "chats", "embedded", "deleted");

    @Override
    public String name() {
        return "get_database_stats";
    }

    @Override
    public String title() {
        return "Count the archive";
    }

    @Override
    public String description() {
        return "Counts messages, replies, chats and vectors, of the whole archive or of one chat,"
                + " and the chats with the most messages.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.optional(
                        "chat_id", Schema.text("only this chat: an id, a reference or a title")),
                Parameter.SOURCES,
                Parameter.ACCOUNTS,
                Parameter.CHATS,
                Parameter.SINCE,
                Parameter.UNTIL,
                Parameter.LIMIT,
                Parameter.MAX_CHARS);
    }

    @Override
    public Map<String, Object> outputSchema() {
        return Answer.schema(
                        "chats",
                        "most messages first",
                        Schema.object()
                                .with("ref", Schema.text("the chat's reference"))
                                .with("chat", Schema.text("the chat's id"))
                                .maybe("title", Schema.text("untrusted"))
                                .with("messages", Schema.count("not deleted"))
                                .with("replies", Schema.count("messages that answer another"))
                                .with("embedded", Schema.count("messages with a vector"))
                                .build())
                .with(
                        "totals",
                        Schema.object()
                                .with("messages", Schema.count("not deleted"))
                                .with("replies", Schema.count("messages that answer another"))
                                .with("chats", Schema.count("chats with messages"))
                                .with("embedded", Schema.count("messages with a vector"))
                                .with("deleted", Schema.count("counted here alone"))
                                .maybe("first_at", Schema.text("when the first was sent"))
                                .maybe("last_at", Schema.text("when the last was sent"))
                                .build())
                .maybe("chats_left_out", Schema.count("chats that are counted but not listed"))
                .build();
    }

    @Override
    public String elsewhere() {
        return "try fewer filters; list_chats shows what there is";
    }

    @Override
    public Inquiry read(Arguments arguments) {
        List<String> chats = new ArrayList<>(arguments.texts("chats"));
        String chat = arguments.text("chat_id");
        if (chat != null) {
            chats.add(chat);
        }
        return Inquiry.of(
                new Question.Stats(arguments.filters(chats)),
                new PageCursor(0, 1, null),
                arguments);
    }

    @Override
    public Found found(JsonNode data, Inquiry inquiry, Safety safety) {
        ObjectNode totals = JsonMapper.shared().createObjectNode();
        StringBuilder line = new StringBuilder("totals:");
        for (String count : COUNTS) {
            totals.put(count, data.path("totals").path(count).asLong());
            line.append(' ').append(count).append(' ').append(totals.path(count).asLong());
        }
        for (String time : List.of("first_at", "last_at")) {
            if (data.path("totals").path(time).isString()) {
                totals.put(time, data.path("totals").path(time).asString());
                line.append(' ').append(time).append(' ').append(totals.path(time).asString());
            }
        }
        ObjectNode rest = JsonMapper.shared().createObjectNode();
        rest.set("totals", totals);
        List<Item> items = new ArrayList<>();
        for (JsonNode chat : data.path("chats")) {
            items.add(item(chat, items.size() + 1, safety));
        }
        return new Found("chats", items, rest, List.of(line.toString()), Found.Beyond.NOTHING);
    }

    private static Item item(JsonNode chat, int number, Safety safety) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("ref", chat.path("ref").asString());
        json.put("chat", safety.id(chat.path("chat").asString()));
        String title =
                chat.path("title").isString() ? safety.name(chat.path("title").asString()) : "";
        if (!title.isEmpty()) {
            json.put("title", title);
        }
        StringBuilder heading = new StringBuilder("[").append(number).append("] ");
        heading.append(chat.path("ref").asString()).append(" ·");
        for (String count : List.of("messages", "replies", "embedded")) {
            json.put(count, chat.path(count).asLong());
            heading.append(' ').append(count).append(' ').append(chat.path(count).asLong());
        }
        return new Item(json, heading.toString(), title, null, 0);
    }
}
