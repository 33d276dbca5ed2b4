package dev.tributary.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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
/// it is asked for, by every tool and every resource.
@Tag("stack")
class ScopeIT {

    /// One of the two, and what tells of its chat: nothing of that may reach the other.
    private record Side(String chat, String message, String sender, String words, String hidden) {

        /// Without what the question itself said, which may come back in a refusal.
        String revealed(String answer) {
            return answer.replaceAll(
                    "\\\\\"("
                            + chat
                            + "|"
                            + sender
                            + ")\\\\\"|jsonl:a/"
                            + chat
                            + "/"
                            + message
                            + "|no chat has[^;]*|nobody has[^;]*",
                    "");
        }
    }

    private static final Side TEAM =
            new Side(
                    "team",
                    "m1",
                    "boris",
                    "quarterly report",
                    "(?i)team|boris|quarterly|read the report|ready for review");
    private static final Side OPS =
            new Side("ops", "m3", "clara", "deploy failed", "(?i)ops|clara|deploy|mallory");

    @TempDir private static Path data;

    private static TestService service;
    private static Wire team;
    private static Wire ops;

    @BeforeAll
    static void start() throws Exception {
        service =
                TestService.start(
                        TestArchive.withVectors(),
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

    /// Of the side that the asker may not see: its chat, message, sender and words.
    static Stream<String> questions() {
        return Stream.of(
                Wire.call(1, "search_text", "{\"query\": \"%4$s\"}"),
                Wire.call(1, "search_text", "{\"query\": \"the\", \"senders\": [\"%3$s\"]}"),
                Wire.call(1, "search_text", "{\"query\": \"the\", \"chats\": [\"%1$s\"]}"),
                Wire.call(1, "search_hybrid", "{\"query\": \"%4$s\"}"),
                Wire.call(1, "search_hybrid", "{\"query\": \"the\", \"limit\": 200}"),
                Wire.call(1, "search_semantic", "{\"query\": \"%4$s\", \"limit\": 200}"),
                Wire.call(1, "search_semantic", "{\"query\": \"x\", \"chats\": [\"%1$s\"]}"),
                Wire.call(1, "get_context", "{\"timeframe\": \"2h\", \"limit\": 200}"),
                Wire.call(1, "get_context", "{\"timeframe\": \"2h\", \"chats\": [\"%1$s\"]}"),
                Wire.call(1, "get_context", "{\"ref\": \"jsonl:a/%1$s/%2$s\"}"),
                Wire.call(
                        1,
                        "get_context",
                        "{\"context_type\": \"thread\", \"ref\": \"jsonl:a/%1$s/%2$s\"}"),
                Wire.call(1, "get_message", "{\"ref\": \"jsonl:a/%1$s/%2$s\"}"),
                Wire.call(1, "list_chats", "{}"),
                Wire.call(1, "list_chats", "{\"chats\": [\"%1$s\"]}"),
                Wire.call(1, "get_database_stats", "{}"),
                Wire.call(1, "get_database_stats", "{\"chat_id\": \"%1$s\"}"),
                read("tributary://chats"),
                read("tributary://chat/jsonl%%3Aa%%2F%1$s"),
                read("tributary://message/jsonl%%3Aa%%2F%1$s%%2F%2$s"),
                """
                {"jsonrpc": "2.0", "id": 1, "method": "resources/subscribe", "params": {
                  "uri": "tributary://chat/jsonl%%3Aa%%2F%1$s"}}\
                """,
                """
                {"jsonrpc": "2.0", "id": 1, "method": "prompts/get", "params": {
                  "name": "catch_up", "arguments": {"chat": "%1$s"}}}\
                """,
                """
                {"jsonrpc": "2.0", "id": 1, "method": "completion/complete", "params": {
                  "ref": {"type": "ref/prompt", "name": "catch_up"},
                  "argument": {"name": "chat", "value": ""}}}\
                """,
                """
                {"jsonrpc": "2.0", "id": 1, "method": "completion/complete", "params": {
                  "ref": {"type": "ref/resource", "uri": "tributary://chat/{ref}"},
                  "argument": {"name": "ref", "value": ""}}}\
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
        assertThat(asked(question, OPS, team)).doesNotContainPattern(OPS.hidden);
        assertThat(asked(question, TEAM, ops)).doesNotContainPattern(TEAM.hidden);
    }

    private static String asked(String question, Side of, Wire by) throws IOException {
        String answer =
                by.post(question.formatted(of.chat, of.message, of.sender, of.words)).text();
        assertThat(answer).startsWith("HTTP/1.1 200").contains("\"id\":1");
        return of.revealed(answer);
    }

    @Test
    void tells_nobody_how_much_waits_for_others() throws IOException {
        assertThat(team.call("list_chats", "{}").text())
                .contains("\"account\":\"jsonl:a\"")
                .contains("\"embedding_coverage\":1.0")
                .doesNotContain("lag_events");
    }

    @Test
    void shows_each_its_own() throws IOException {
        assertThat(ops.call("search_text", "{\"query\": \"deploy\"}").text())
                .contains("jsonl:a/ops/m3");
        assertThat(team.call("search_text", "{\"query\": \"report\"}").text())
                .contains("jsonl:a/team/m1")
                .doesNotContain("jsonl:a/long");
        assertThat(ops.call("get_database_stats", "{}").text()).contains("\"messages\":2");
        assertThat(team.call("search_semantic", "{\"query\": \"figures of three months\"}").text())
                .contains("jsonl:a/team/m1");
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
