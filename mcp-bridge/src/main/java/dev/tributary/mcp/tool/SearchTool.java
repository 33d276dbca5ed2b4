package dev.tributary.mcp.tool;

import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.PageRequest;
import dev.tributary.contract.question.Question;
import dev.tributary.mcp.safety.Safety;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The three searches: the same parameters and the same answers, found in different ways.
record SearchTool(Kind kind) implements Tool {

    private static final Parameter QUERY =
            Parameter.required("query", Schema.text("what to look for"));

    enum Kind {
        TEXT(
                "search_text",
                "Search messages by words",
                "Finds messages by their words, Russian and English stemmed. Takes words,"
                        + " \"phrases\", or, -not. For names, numbers, exact words.",
                "try fewer or other words, fewer filters, or search_hybrid"),
        SEMANTIC(
                "search_semantic",
                "Search messages by meaning",
                "Finds messages whose meaning is near to the query, whatever words they use. For"
                        + " topics and questions.",
                "try fewer filters, or search_hybrid"),
        HYBRID(
                "search_hybrid",
                "Search messages by words and meaning",
                "Finds messages by words and by meaning and fuses both rankings. The one to start"
                        + " with.",
                "try other words or fewer filters; list_chats shows what there is");

        private final String tool;
        private final String title;
        private final String description;
        private final String elsewhere;

        Kind(String tool, String title, String description, String elsewhere) {
            this.tool = tool;
            this.title = title;
            this.description = description;
            this.elsewhere = elsewhere;
        }

        Question question(String query, Filters filters, PageRequest page) {
            return switch (this) {
                case TEXT -> new Question.SearchText(query, filters, page);
                case SEMANTIC -> new Question.SearchSemantic(query, filters, page);
                case HYBRID -> new Question.SearchHybrid(query, filters, page);
            };
        }
    }

    @Override
    public String name() {
        return kind.tool;
    }

    @Override
    public String title() {
        return kind.title;
    }

    @Override
    public String description() {
        return kind.description + " Answers with the best messages and their references.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        all.add(QUERY);
        all.addAll(Parameter.FILTERS);
        all.addAll(Parameter.PAGE);
        return all;
    }

    @Override
    public Map<String, Object> outputSchema() {
        return Answer.schema("hits", "best first", MessageForm.hitSchema())
                .maybe("fallback", Schema.text("how hits were found where the words found none"))
                .build();
    }

    @Override
    public String elsewhere() {
        return kind.elsewhere;
    }

    @Override
    public Inquiry read(Arguments arguments) {
        PageCursor page = Inquiry.page(arguments);
        return Inquiry.of(
                kind.question(arguments.required("query"), arguments.filters(), page.request()),
                page,
                arguments);
    }

    @Override
    public Found found(JsonNode data, Inquiry inquiry, Safety safety) {
        ObjectNode rest = JsonMapper.shared().createObjectNode();
        return new Found(
                "hits",
                items(data.path("hits"), inquiry, safety),
                rest,
                List.of(),
                Found.Beyond.PAGE);
    }

    static List<Item> items(JsonNode messages, Inquiry inquiry, Safety safety) {
        List<Item> items = new ArrayList<>();
        for (JsonNode message : messages) {
            items.add(MessageForm.item(message, items.size() + 1, safety, inquiry.maxChars()));
        }
        return items;
    }
}
