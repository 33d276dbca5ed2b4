package dev.tributary.mcp.tool;

import dev.tributary.contract.identity.MessageRef;
import dev.tributary.contract.question.Moment;
import dev.tributary.contract.question.Question;
import dev.tributary.mcp.safety.Safety;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What was said: lately, around a message, in a thread.
record ContextTool() implements Tool {

    private static final int USUAL_NEIGHBOURS = 10;
    private static final int MOST_NEIGHBOURS = 100;

    /// Longer ago than anybody chatted; Postgres' calendar ends somewhere.
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final List<Parameter> OWN =
            List.of(
                    Parameter.optional(
                            "context_type",
                            Schema.choice(
                                    "recent: what was said lately; around: the neighbours of a"
                                            + " message; thread: the conversation it stands in."
                                            + " Without it: around if there is a ref, else recent",
                                    List.of("recent", "around", "thread"))),
                    Parameter.optional(
                            "timeframe",
                            Schema.text(
                                    "of recent: back from now, 90m, 2h, 7d, 4w (24h, or as far as"
                                            + " since)")),
                    Parameter.optional(
                            "ref", Schema.text("of around and thread: the message's reference")),
                    Parameter.optional(
                            "before",
                            Schema.count(
                                    "of around: how many earlier ones",
                                    USUAL_NEIGHBOURS,
                                    0,
                                    MOST_NEIGHBOURS)),
                    Parameter.optional(
                            "after",
                            Schema.count(
                                    "of around: how many later ones",
                                    USUAL_NEIGHBOURS,
                                    0,
                                    MOST_NEIGHBOURS)));

    private enum Type {
        RECENT,
        AROUND,
        THREAD
    }

    @Override
    public String name() {
        return "get_context";
    }

    @Override
    public String title() {
        return "Read a conversation";
    }

    @Override
    public String description() {
        return "Reads messages in the order of their chat: what was said lately, what stands"
                + " around a message, or the thread that a message belongs to. The filters are for"
                + " recent.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(OWN);
        all.addAll(Parameter.FILTERS);
        all.addAll(Parameter.PAGE);
        return all;
    }

    @Override
    public Map<String, Object> outputSchema() {
        return Answer.schema("messages", "in the order of their chat", MessageForm.schema())
                .maybe("focus", Schema.text("the reference that was asked about"))
                .build();
    }

    @Override
    public String elsewhere() {
        return "try a longer timeframe or fewer filters; as_of and last event say when people spoke"
                + " last";
    }

    @Override
    public Inquiry read(Arguments arguments) {
        String ref = arguments.text("ref");
        boolean deleted = arguments.flag("include_deleted");
        PageCursor page = Inquiry.page(arguments);
        return switch (type(arguments.text("context_type"), ref)) {
            case RECENT ->
                    Inquiry.of(
                            new Question.Recent(
                                    timeframe(
                                            arguments.text("timeframe"),
                                            arguments.text("since") != null),
                                    arguments.filters(),
                                    page.request()),
                            page,
                            arguments);
            case THREAD ->
                    Inquiry.of(
                            new Question.ThreadOf(message(ref), deleted, page.request()),
                            page,
                            arguments);
            case AROUND -> around(arguments, message(ref), deleted, page);
        };
    }

    /// All neighbours are one page; what the budget leaves out of it comes with the cursor.
    private static Inquiry around(
            Arguments arguments, MessageRef ref, boolean deleted, PageCursor page) {
        int before = arguments.number("before", USUAL_NEIGHBOURS, 0, MOST_NEIGHBOURS);
        int after = arguments.number("after", USUAL_NEIGHBOURS, 0, MOST_NEIGHBOURS);
        return new Inquiry(
                new Question.Around(ref, before, after, deleted),
                page,
                before + after + 1,
                Inquiry.maxChars(arguments),
                0);
    }

    private static Type type(@Nullable String word, @Nullable String ref) {
        if (word == null) {
            return ref == null ? Type.RECENT : Type.AROUND;
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "recent" -> Type.RECENT;
            case "around" -> Type.AROUND;
            case "thread" -> Type.THREAD;
            default -> throw new BadArguments("\"context_type\" must be recent, around or thread");
        };
    }

    private static MessageRef message(@Nullable String ref) {
        if (ref == null) {
            throw new BadArguments(
                    "\"ref\" is missing: around and thread need the reference of a message; copy it"
                            + " from a hit");
        }
        return MessageRef.parse(ref);
    }

    /// Who says since when wants all of it.
    private static Duration timeframe(@Nullable String text, boolean hasSince) {
        Duration usual = hasSince ? LONGEST : Duration.ofHours(24);
        Duration asked = text == null ? usual : Moment.timeframe(text);
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }

    @Override
    public Found found(JsonNode data, Inquiry inquiry, Safety safety) {
        ObjectNode rest = JsonMapper.shared().createObjectNode();
        List<String> lines = new ArrayList<>();
        if (data.path("focus").isString()) {
            rest.put("focus", data.path("focus").asString());
            lines.add("focus: " + data.path("focus").asString());
        }
        List<Item> items = SearchTool.items(data.path("messages"), inquiry, safety);
        return new Found("messages", items, rest, lines, Found.Beyond.PAGE);
    }
}
