package dev.tributary.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.question.Question;
import dev.tributary.mcp.safety.Safety;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AttachmentFormTest {

    private static final Safety SAFETY = new Safety(true);
    private static final int CHARS = 20_000;
    private static final String FILES =
            """
            [{"kind":"photo","name":null,"mime_type":"image/jpeg","size":113482,"path":"photos/1.jpg",
              "stored":"3f/3f0a"},
             {"kind":"file","name":"pl\\u202ean.pdf","mime_type":null,"size":null,"path":null,
              "stored":null}]
            """;

    @Test
    void stands_after_the_names_where_other_people_s_words_are() {
        assertThat(AttachmentForm.of(json(FILES), SAFETY, CHARS).line())
                .isEqualTo(
                        """

                        [photo, image/jpeg, 113482 bytes, stored as files/3f/3f0a]
                        [file pl⟦U+202E⟧an.pdf]\
                        """);
    }

    @Test
    void says_how_many_there_was_no_room_for() {
        String one = "{\"kind\":\"file\",\"name\":\"" + "a".repeat(99) + "\"}";
        JsonNode many = json("[" + String.join(",", List.of(one, one, one, one)) + "]");

        AttachmentForm form = AttachmentForm.of(many, SAFETY, 2_000);

        assertThat(form.shown()).hasSize(2);
        assertThat(form.leftOut()).isEqualTo(2);
        assertThat(form.line()).endsWith("[2 attachments are not shown]");
    }

    @ParameterizedTest
    @CsvSource({"SEARCH_TEXT, hits", "GET_CONTEXT, messages", "GET_MESSAGE, message"})
    void is_in_the_answers_of_all_tools_that_show_messages(ToolKind kind, String list) {
        String message =
                """
                {"ref":"jsonl:a/c/1","source":"jsonl","account":"jsonl:a","chat":"c","message_id":"1",
                 "kind":"message","text":"","attachments":%s,"deleted":false%s}
                """
                        .formatted(FILES, list.equals("hits") ? ",\"score\":0.5" : "");
        String data = list.equals("message") ? message : "[" + message + "]";
        Inquiry inquiry =
                new Inquiry(new Question.Status(), new PageCursor(0, 10, null), 10, CHARS, 0);

        Found found = kind.tool().found(json("{\"%s\":%s}".formatted(list, data)), inquiry, SAFETY);
        var composed =
                new Composition(kind.tool(), inquiry, new Random(1))
                        .compose(
                                found, json("{}"), new Freshness(null, List.of(), null, List.of()));

        assertThat(composed.structured())
                .contains("{\"kind\":\"file\",\"name\":\"pl⟦U+202E⟧an.pdf\"}")
                .doesNotContain("photos/1.jpg");
        assertThat(composed.text()).contains("[file pl⟦U+202E⟧an.pdf]");
        var matches =
                McpJsonDefaults.getSchemaValidator()
                        .validate(
                                kind.tool().outputSchema(),
                                JsonMapper.shared().readValue(composed.structured(), Map.class));
        assertThat(matches.valid()).as(matches.errorMessage()).isTrue();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
