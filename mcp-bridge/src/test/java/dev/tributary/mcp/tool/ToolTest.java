package dev.tributary.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.MessageRef;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.question.Cursor;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.PageRequest;
import dev.tributary.contract.question.Question;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// From arguments to questions.
class ToolTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-02-01T00:00:00Z"), ZoneOffset.UTC);
    private static final PageRequest FIRST = PageRequest.first(10);

    @Test
    void reads_every_parameter_of_a_search() {
        Map<String, Object> arguments =
                Map.ofEntries(
                        Map.entry("query", "release notes"),
                        Map.entry("sources", List.of("vkteams")),
                        Map.entry("accounts", List.of("jsonl:a")),
                        Map.entry("chats", List.of("Team", "c2")),
                        Map.entry("senders", "anna"),
                        Map.entry("since", "7d"),
                        Map.entry("until", "2026-01-31"),
                        Map.entry("limit", "5"),
                        Map.entry("cursor", "abc"),
                        Map.entry("include_deleted", true),
                        Map.entry("max_chars", 5_000));

        Inquiry inquiry = read(ToolKind.SEARCH_HYBRID, arguments);

        assertThat(inquiry.maxChars()).isEqualTo(5_000);
        assertThat(inquiry.question())
                .isEqualTo(
                        new Question.SearchHybrid(
                                "release notes",
                                new Filters(
                                        Set.of(Service.VKTEAMS),
                                        Set.of(AccountId.parse("jsonl:a")),
                                        List.of("Team", "c2"),
                                        List.of("anna"),
                                        Instant.parse("2026-01-25T00:00:00Z"),
                                        Instant.parse("2026-01-31T00:00:00Z"),
                                        true),
                                new PageRequest(5, new Cursor("abc"))));
    }

    @Test
    void accepts_the_calls_of_the_first_design() {
        assertThat(read(ToolKind.SEARCH_SEMANTIC, Map.of("query", "x", "limit", 3)).question())
                .isEqualTo(new Question.SearchSemantic("x", Filters.NONE, PageRequest.first(3)));
        assertThat(read(ToolKind.SEARCH_TEXT, Map.of("query", "x", "limit", 3)).question())
                .isEqualTo(new Question.SearchText("x", Filters.NONE, PageRequest.first(3)));
        assertThat(read(ToolKind.GET_DATABASE_STATS, Map.of("chat_id", "c")).question())
                .isEqualTo(
                        new Question.Stats(
                                new Filters(
                                        Set.of(),
                                        Set.of(),
                                        List.of("c"),
                                        List.of(),
                                        null,
                                        null,
                                        false)));
        assertThat(
                        read(
                                        ToolKind.GET_CONTEXT,
                                        Map.of("context_type", "recent", "timeframe", "2h"))
                                .question())
                .isEqualTo(new Question.Recent(Duration.ofHours(2), Filters.NONE, FIRST));
    }

    @Test
    void reads_as_far_back_as_since_where_no_timeframe_is_given() {
        assertThat(timeframe(Map.of())).isEqualTo(Duration.ofHours(24));
        assertThat(timeframe(Map.of("since", "2013-01-01"))).isEqualTo(Duration.ofDays(36_500));
        assertThat(timeframe(Map.of("since", "2013-01-01", "timeframe", "2h")))
                .isEqualTo(Duration.ofHours(2));
    }

    private static Duration timeframe(Map<String, Object> arguments) {
        return ((Question.Recent) read(ToolKind.GET_CONTEXT, arguments).question()).timeframe();
    }

    @Test
    void reads_around_a_message_when_one_is_named() {
        assertThat(read(ToolKind.GET_CONTEXT, Map.of("ref", "jsonl:a/c/1", "before", 3)).question())
                .isEqualTo(new Question.Around(MessageRef.parse("jsonl:a/c/1"), 3, 10, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit|0|\"limit\" must be a whole number from 1 to 200, not \"0\"",
                "limit|many|\"limit\" must be a whole number from 1 to 200, not \"many\"",
                "since|soon|\"since\": time \"soon\" is not understood",
                "sources|irc|\"sources\": unknown source \"irc\"; known sources: vkteams",
                "accounts|bare|\"accounts\": account \"bare\" is not of the form",
                "chat|x|\"chat\" is no parameter of this tool; it has query, sources, accounts",
                "cursor|p1.0.x|\"cursor\" is damaged",
                "query|' '|the query is empty",
            })
    void says_what_to_give_instead(String name, String value, String sentence) {
        Map<String, Object> arguments =
                name.equals("query") ? Map.of(name, value) : Map.of("query", "x", name, value);

        assertThatThrownBy(() -> read(ToolKind.SEARCH_TEXT, arguments))
                .hasMessageContaining(sentence);
    }

    @Test
    void goes_on_in_the_middle_of_a_page() {
        PageCursor within = PageCursor.parse(new PageCursor(0, 10, "abc").after(4), 99);

        assertThat(within).isEqualTo(new PageCursor(4, 10, "abc"));
        assertThat(within.request()).isEqualTo(new PageRequest(10, new Cursor("abc")));
    }

    @ParameterizedTest
    @EnumSource(ToolKind.class)
    void has_schemas_that_every_client_understands(ToolKind tool) {
        Set<String> keywords = new TreeSet<>();
        collect(tool.inputSchema(), keywords, false);
        collect(tool.outputSchema(), keywords, false);

        assertThat(keywords)
                .isSubsetOf(
                        "type",
                        "description",
                        "properties",
                        "required",
                        "items",
                        "enum",
                        "default",
                        "minimum",
                        "maximum",
                        "additionalProperties");
        var validator = McpJsonDefaults.getSchemaValidator();
        assertThat(validator.validateSchema(tool.inputSchema()).valid()).isTrue();
        assertThat(validator.validateSchema(tool.outputSchema()).valid()).isTrue();
    }

    private static void collect(Object schema, Set<String> keywords, boolean isProperties) {
        if (schema instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (!isProperties) {
                    keywords.add(key.toString());
                }
                collect(value, keywords, !isProperties && key.equals("properties"));
            });
        }
    }

    private static Inquiry read(ToolKind kind, Map<String, Object> arguments) {
        Tool tool = kind.tool();
        return tool.read(new Arguments(arguments, tool.parameters(), CLOCK));
    }
}
