package dev.tributary.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.ingestor.Ingestor;
import dev.tributary.query.QueryEngine;
import dev.tributary.standalone.launch.LaunchedInstallation.Run;
import dev.tributary.standalone.stack.Stack;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `bin/mcp-bridge stdio` as an agent's program starts it, with the real query daemon behind it, on
/// an archive that has vectors.
@Tag("stack")
class BridgeIT {

    private static final Map<String, String> CALLS =
            Map.of(
                    "search_hybrid", "{\"query\": \"report\", \"limit\": 3}",
                    "search_text", "{\"query\": \"report\", \"limit\": 3}",
                    "search_semantic", "{\"query\": \"a pet is asleep\", \"limit\": 1}",
                    "get_context", "{\"ref\": \"jsonl:it/team/m3\"}",
                    "get_message", "{\"ref\": \"jsonl:it/team/m3\"}",
                    "list_chats", "{}",
                    "get_database_stats", "{\"chat_id\": \"team\"}");

    @TempDir private static Path directory;
    private static Path root;
    private static Path data;
    private static LaunchedInstallation installation;
    private static Map<String, String> environment;
    private static Stack stack;

    @BeforeAll
    static void start() throws Exception {
        root = directory.toRealPath();
        installation = LaunchedInstallation.in(root);
        data = Files.createDirectory(root.resolve("data"));
        Path configuration =
                Files.writeString(
                        data.resolve("tributary.toml"),
                        """
                        [mcp.clients.narrow]
                        token = "0123456789abcdef-narrow"
                        chats = ["jsonl:it/pets"]
                        """);
        environment = Map.of("XDG_RUNTIME_DIR", root.toString(), "TRIBUTARY_HOME", data.toString());
        Settings settings = SettingsLoader.load(configuration, Map.of());
        stack = Stack.start(new DataDirectory(data), settings, _ -> {});
        fill(settings);
    }

    private static void fill(Settings settings) throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            lines.add(line("team", "m" + i, "Report number " + i + " is ready, please read it"));
        }
        lines.add(line("pets", "p1", "My cat sleeps on the warm keyboard all day"));
        Path file = Files.write(root.resolve("chats.jsonl"), lines);
        String[] command = {
            "import", "jsonl", "--account", "it", "--quiet", "--data", data.toString(), file + ""
        };
        assertThat(Ingestor.run(Map.of(), command)).isZero();
        try (QueryEngine engine =
                QueryEngine.open(
                        stack.endpoints().postgres(), settings.embedding(), Clock.systemUTC())) {
            await().atMost(Duration.ofMinutes(2)).until(() -> hasVectors(engine, lines.size()));
        }
    }

    private static String line(String chat, String message, String text) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("chat", chat)
                .put("message_id", message)
                .put("sender", "anna")
                .put("sent_at", 1_600_000_000L)
                .put("text", text)
                .toString();
    }

    private static boolean hasVectors(QueryEngine engine, int texts) throws InterruptedException {
        var status = (Answer.ArchiveStatus) engine.ask(new Question.Status()).answer();
        return status.embedding() != null
                && status.embedding().embedded() >= texts
                && status.embedding().indexing().equals("ready");
    }

    @AfterEach
    void stopDaemon() throws Exception {
        Run _ = installation.run(environment, root.resolve("bin/query-cli") + "", "daemon", "stop");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void answersEveryToolByTheDaemonThatItStarts() throws Exception {
        Map<String, JsonNode> answers = new HashMap<>();
        List<String> progress = new ArrayList<>();
        try (BridgeSession bridge = BridgeSession.start(root, environment)) {
            JsonNode semantic = bridge.call("search_semantic", CALLS.get("search_semantic"));
            progress.addAll(bridge.progress());
            for (JsonNode tool : bridge.ask("tools/list", "{}").path("tools")) {
                String name = tool.path("name").asString();
                JsonNode answer = bridge.call(name, CALLS.get(name));
                answers.put(name, answer.path("structuredContent"));
                assertMatches(tool.path("outputSchema"), answer);
            }

            assertThat(semantic.at("/structuredContent/hits/0/ref").asString())
                    .isEqualTo("jsonl:it/pets/p1");
        }

        assertThat(progress).contains("starting the query daemon", "loading the model");
        assertThat(answers).containsOnlyKeys(CALLS.keySet());
        assertThat(answers.get("search_hybrid").path("hits")).hasSize(3);
        assertThat(answers.get("get_context").path("messages")).isNotEmpty();
        assertThat(answers.get("get_message").at("/versions/0/text").asString())
                .startsWith("Report number 3");
        assertThat(answers.get("list_chats").path("chats")).hasSize(2);
        assertThat(answers.get("get_database_stats").at("/totals/messages").asInt()).isEqualTo(12);
    }

    private static void assertMatches(JsonNode schema, JsonNode answer) {
        assertThat(answer.path("isError").asBoolean(false)).as(answer.toString()).isFalse();
        Map<?, ?> plain = JsonMapper.shared().convertValue(schema, Map.class);
        Map<String, Object> keyed = new HashMap<>();
        plain.forEach((key, value) -> keyed.put(key.toString(), value));
        var found =
                McpJsonDefaults.getSchemaValidator()
                        .validate(
                                keyed,
                                JsonMapper.shared()
                                        .convertValue(
                                                answer.path("structuredContent"), Object.class));
        assertThat(found.valid()).as(found.errorMessage()).isTrue();
    }

    @Test
    void answersByAnEngineOfItsOwnWhereItIsToldTo() throws Exception {
        try (BridgeSession bridge = BridgeSession.start(root, environment, "--in-process")) {
            JsonNode semantic = bridge.call("search_semantic", CALLS.get("search_semantic"));

            assertThat(semantic.at("/structuredContent/hits/0/ref").asString())
                    .isEqualTo("jsonl:it/pets/p1");
        }
    }

    @Test
    void sharesTheDaemonWithTheCommandLineWhateverItsOwnSettingsAre() throws Exception {
        Map<String, String> ofAnAgent = new HashMap<>(environment);
        ofAnAgent.put("TRIBUTARY_MCP_REDACT", "false");
        try (BridgeSession bridge = BridgeSession.start(root, ofAnAgent)) {
            JsonNode _ = bridge.call("search_text", CALLS.get("search_text"));

            Run status =
                    installation.run(
                            environment, root.resolve("bin/query-cli") + "", "daemon", "status");

            assertThat(status.exitCode()).as(status.out() + status.err()).isZero();
        }
    }

    @Test
    void showsAClientItsOwnChatsAlone() throws Exception {
        try (BridgeSession bridge = BridgeSession.start(root, environment, "--client", "narrow")) {
            JsonNode chats = bridge.call("list_chats", "{}");
            JsonNode hits = bridge.call("search_hybrid", "{\"query\": \"report\"}");
            JsonNode hidden = bridge.call("get_message", "{\"ref\": \"jsonl:it/team/m3\"}");

            assertThat(chats.at("/structuredContent/chats").findValuesAsString("ref"))
                    .containsExactly("jsonl:it/pets");
            assertThat(hits.toString()).doesNotContain("Report number");
            assertThat(hidden.path("isError").asBoolean()).isTrue();
        }
    }

    @Test
    void stopsTheStatementOfACallThatIsCancelled() throws Exception {
        try (BridgeSession bridge = BridgeSession.start(root, environment)) {
            JsonNode _ = bridge.call("list_chats", "{}");
            try (Connection holder = connect()) {
                holder.setAutoCommit(false);
                try (Statement statement = holder.createStatement()) {
                    statement.execute("lock table tributary.messages in access exclusive mode");
                }
                int call = bridge.begin("search_text", CALLS.get("search_text"));
                // The state of the sources may be asked for beside it, for all who ask.
                await().atMost(Duration.ofSeconds(20))
                        .during(Duration.ofSeconds(1))
                        .until(() -> waiting() > 0);
                long most = waiting();

                bridge.cancel(call);

                await().atMost(Duration.ofSeconds(5)).until(() -> waiting() < most);
                holder.rollback();
            }
            assertThat(bridge.call("list_chats", "{}").path("isError").asBoolean(false)).isFalse();
        }
    }

    private static Connection connect() throws SQLException {
        Endpoints.Postgres postgres = stack.endpoints().postgres();
        return DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.user(), postgres.password().value());
    }

    private static long waiting() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select count(*) from pg_stat_activity where wait_event_type ="
                                        + " 'Lock' and application_name like 'tributary-query%'")) {
            row.next();
            return row.getLong(1);
        }
    }
}
