package dev.tributary.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Two clients with disjoint allow-lists: what lies outside one's own does not exist, whichever way
/// it is asked for.
@Tag("stack")
class ScopeIT {

    /// Whatever tells of the other client's chat.
    private static final List<String> OF_OPS = List.of("ops", "OPS", "deploy", "clara", "CLARA");

    @TempDir private static Path data;

    private static TestService service;
    private static Wire team;
    private static Wire ops;

    @BeforeAll
    static void start() throws Exception {
        service =
                TestService.start(
                        TestArchive.create(),
                        data,
                        Map.of(
                                "TRIBUTARY_MCP_CLIENTS_A_CHATS", "jsonl:a/team",
                                "TRIBUTARY_MCP_CLIENTS_B_CHATS", "jsonl:a/ops"));
        team = Wire.to(service.uri()).begin();
        ops =
                Wire.to(service.uri())
                        .with("Authorization", "Bearer " + TestService.OTHER_TOKEN)
                        .begin();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    static Stream<String> questions() {
        return Stream.of(
                Wire.call(1, "search_text", "{\"query\": \"deploy\"}"),
                Wire.call(1, "search_hybrid", "{\"query\": \"deploy failed\"}"),
                Wire.call(1, "search_semantic", "{\"query\": \"deploy failed\"}"),
                Wire.call(1, "get_context", "{\"timeframe\": \"2h\"}"),
                Wire.call(1, "get_context", "{\"timeframe\": \"2h\", \"chats\": [\"%s\"]}"),
                Wire.call(1, "get_context", "{\"ref\": \"jsonl:a/%s/m3\"}"),
                Wire.call(
                        1,
                        "get_context",
                        "{\"context_type\": \"thread\", \"ref\": \"jsonl:a/%s/m3\"}"),
                Wire.call(1, "get_message", "{\"ref\": \"jsonl:a/%s/m3\"}"),
                Wire.call(1, "list_chats", "{}"),
                Wire.call(1, "list_chats", "{\"chats\": [\"%s\"]}"),
                Wire.call(1, "get_database_stats", "{}"),
                Wire.call(1, "get_database_stats", "{\"chat_id\": \"%s\"}"),
                Wire.call(1, "search_text", "{\"query\": \"the\", \"senders\": [\"%2$s\"]}"),
                read("tributary://chats"),
                read("tributary://chat/jsonl%%3Aa%%2F%s"),
                read("tributary://message/jsonl%%3Aa%%2F%s%%2Fm3"),
                """
                {"jsonrpc": "2.0", "id": 1, "method": "prompts/get", "params": {
                  "name": "catch_up", "arguments": {"chat": "%s"}}}\
                """,
                """
                {"jsonrpc": "2.0", "id": 1, "method": "completion/complete", "params": {
                  "ref": {"type": "ref/prompt", "name": "catch_up"},
                  "argument": {"name": "chat", "value": ""}}}\
                """);
    }

    private static String read(String uri) {
        return "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"resources/read\", \"params\":"
                + " {\"uri\": \""
                + uri
                + "\"}}";
    }

    @ParameterizedTest
    @MethodSource("questions")
    void hides_the_chats_of_another_client(String question) throws IOException {
        String own = team.post(question.formatted("ops", "clara")).text();

        // The words of the question may come back in a refusal; nothing else may.
        String withoutTheQuestion =
                own.replaceAll(
                        "\\\\\"(ops|clara)\\\\\"|jsonl:a/ops/m3|no chat has[^;]*|nobody has[^;]*",
                        "");
        assertThat(withoutTheQuestion).doesNotContain(OF_OPS);
    }

    @Test
    void shows_each_its_own() throws IOException {
        assertThat(ops.call("search_text", "{\"query\": \"deploy\"}").text())
                .contains("jsonl:a/ops/m3");
        assertThat(team.call("search_text", "{\"query\": \"report\"}").text())
                .contains("jsonl:a/team/m1")
                .doesNotContain("jsonl:a/long");
        assertThat(ops.call("get_database_stats", "{}").text()).contains("\"messages\":2");
    }

    @Test
    void lets_nobody_watch_what_another_client_sees() throws IOException {
        String watch =
                """
                {"jsonrpc": "2.0", "id": 1, "method": "resources/subscribe",
                 "params": {"uri": "tributary://chat/jsonl%3Aa%2Fops"}}\
                """;

        assertThat(team.post(watch).text()).contains("there is no such resource");
        assertThat(ops.post(watch).text()).contains("\"result\"");
    }
}
