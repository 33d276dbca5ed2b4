package dev.tributary.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The service over HTTP: what it answers, and whom and what it refuses.
@Tag("stack")
class HttpIT {

    private static final String PING = "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\"}";

    private static final String STATS = Wire.call(41, "get_database_stats", "{}");

    @TempDir private static Path data;

    private static TestArchive archive;
    private static TestService service;
    private static Wire wire;

    @BeforeAll
    static void start() throws Exception {
        archive = TestArchive.create();
        service = TestService.start(archive, data, Map.of());
        wire = Wire.to(service.uri());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void serves_the_sdk_s_own_client() {
        try (McpSyncClient client = client()) {
            var _ = client.initialize();

            McpSchema.CallToolResult found =
                    client.callTool(
                            McpSchema.CallToolRequest.builder("search_text")
                                    .arguments(Map.of("query", "report", "limit", 2))
                                    .build());

            assertThat(client.listTools().tools()).hasSize(7);
            assertThat(found.isError()).isFalse();
        }
    }

    @Test
    void wants_a_token() throws IOException {
        for (String authorization : new String[] {null, "Bearer wrong", "Basic abc", "Bearer "}) {
            Wire.Reply reply = wire.with("Authorization", authorization).post(PING);

            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    @Test
    void refuses_foreign_origins_and_hosts() throws IOException {
        assertThat(wire.with("Origin", "https://evil.example").post(PING).status()).isEqualTo(403);
        assertThat(wire.with("Host", "evil.example").post(PING).status()).isEqualTo(421);
        assertThat(wire.begin().with("Origin", "http://localhost:6274").post(PING).status())
                .isEqualTo(200);
    }

    @Test
    void refuses_versions_of_the_protocol_that_it_does_not_speak() throws IOException {
        Wire session = wire.begin();

        assertThat(session.with("MCP-Protocol-Version", "1999-01-01").post(PING).status())
                .isEqualTo(400);
        assertThat(session.with("MCP-Protocol-Version", "2025-06-18").post(PING).status())
                .isEqualTo(200);
    }

    @Test
    void keeps_a_session_to_the_client_who_opened_it() throws IOException {
        Wire session = wire.begin();

        assertThat(wire.post(PING).status()).as("no session").isEqualTo(400);
        assertThat(wire.with("MCP-Session-Id", "nonsense").post(PING).status()).isEqualTo(404);
        assertThat(
                        session.with("Authorization", "Bearer " + TestService.OTHER_TOKEN)
                                .post(PING)
                                .status())
                .isEqualTo(404);
    }

    @Test
    void ends_a_session_when_it_is_deleted() throws IOException {
        Wire session = wire.begin();

        assertThat(session.send("DELETE", "/mcp", "").status()).isEqualTo(200);
        assertThat(session.post(PING).status()).isEqualTo(404);
    }

    @Test
    void refuses_what_is_too_long_or_of_another_kind() throws IOException {
        assertThat(wire.post(" ".repeat(1 << 20) + PING).status()).isEqualTo(413);
        assertThat(wire.with("Content-Type", "text/plain").post(PING).status()).isEqualTo(415);
        assertThat(wire.with("Accept", "text/html").post(PING).status()).isEqualTo(406);
        assertThat(wire.send("PUT", "/mcp", PING).status()).isEqualTo(405);
        assertThat(wire.send("POST", "/other", PING).status()).isEqualTo(404);
        assertThat(wire.post("{").status()).isEqualTo(400);
    }

    @Test
    void gives_up_on_a_message_that_trickles_in() throws Exception {
        String head = wire.head("POST", "/mcp", 1_000);
        try (Socket socket = new Socket(service.uri().getHost(), service.uri().getPort());
                ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor()) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(UTF_8));
            ScheduledFuture<?> dripping =
                    drip.scheduleAtFixedRate(() -> drop(out), 0, 100, TimeUnit.MILLISECONDS);

            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

            dripping.cancel(true);
            assertThat(answer).startsWith("HTTP/1.1 408").contains("came too slowly");
        }
    }

    private static void drop(OutputStream out) {
        try {
            out.write(' ');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void serves_no_more_connections_than_it_has_files_for() throws Exception {
        List<Socket> held = new ArrayList<>();
        try (TestService own = TestService.start(archive, data, Map.of())) {
            Wire client = Wire.to(own.uri());
            while (held.size() < 1_024) {
                held.add(new Socket(own.uri().getHost(), own.uri().getPort()));
            }
            try (Socket waiting = client.open("POST", PING)) {
                waiting.setSoTimeout(1_000);
                assertThatThrownBy(() -> waiting.getInputStream().read())
                        .isInstanceOf(SocketTimeoutException.class);

                for (Socket socket : held) {
                    socket.close();
                }

                waiting.setSoTimeout(30_000);
                assertThat(waiting.getInputStream().read()).isEqualTo('H');
            }
        }
    }

    @Test
    void limits_the_requests_of_a_client() throws Exception {
        try (TestService strict =
                TestService.start(
                        archive, data, Map.of("TRIBUTARY_MCP_REQUESTS_PER_MINUTE", "3"))) {
            Wire session = Wire.to(strict.uri()).begin();

            var _ = session.post(PING);
            Wire.Reply fourth = session.post(PING);

            assertThat(fourth.status()).isEqualTo(429);
            assertThat(fourth.header("Retry-After")).matches("2[01]");
        }
    }

    @Test
    void answers_a_quick_call_as_plain_json() throws IOException {
        Wire.Reply reply = wire.begin().call("list_chats", "{}");

        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.text()).contains("\"isError\":false").contains("jsonl:a/team");
    }

    @Test
    void tells_of_progress_to_those_who_want_it() throws IOException {
        Wire.Reply reply =
                wire.begin()
                        .post(
                                """
                                {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {
                                  "name": "list_chats", "_meta": {"progressToken": "p"}}}\
                                """);

        assertThat(reply.header("Content-Type")).isEqualTo("text/event-stream");
        assertThat(reply.text())
                .contains("notifications/progress")
                .contains("\"progressToken\":\"p\"");
    }

    @Test
    void stops_a_cancelled_search_in_the_database() throws Exception {
        try (TestService own = TestService.start(archive, data, Map.of());
                Connection holder = locked()) {
            Wire session = Wire.to(own.uri()).begin();
            try (Socket call = session.open("POST", STATS)) {
                await().until(() -> waiting(holder) == 2);

                Wire.Reply cancel =
                        session.post(
                                """
                                {"jsonrpc": "2.0", "method": "notifications/cancelled",
                                 "params": {"requestId": 41}}\
                                """);

                assertThat(cancel.status()).isEqualTo(202);
                await().atMost(Duration.ofSeconds(5)).until(() -> waiting(holder) == 1);
                assertThat(new String(call.getInputStream().readNBytes(400), UTF_8))
                        .doesNotContain("result");
            }
        }
    }

    @Test
    void stops_a_search_whose_client_has_gone() throws Exception {
        try (TestService own = TestService.start(archive, data, Map.of());
                Connection holder = locked()) {
            Wire session = Wire.to(own.uri()).begin();
            Socket call = session.open("POST", STATS);
            await().until(() -> waiting(holder) == 2);

            call.close();

            await().atMost(Duration.ofSeconds(10)).until(() -> waiting(holder) == 1);
        }
    }

    @Test
    void leaves_no_trace_of_its_insides_in_any_refusal() throws IOException {
        Wire session = wire.begin();
        for (String body :
                new String[] {
                    "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"nonsense\"}",
                    "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\", \"params\": 1}",
                    Wire.call(1, "nonsense", "{}"),
                    Wire.call(1, "search_text", "[]"),
                    "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"resources/read\","
                            + " \"params\": {\"uri\": \"tributary://chat/%zz\"}}",
                    "[]",
                    "nonsense"
                }) {
            assertThat(session.post(body).text())
                    .as(body)
                    .contains("\"jsonrpc\":\"2.0\"")
                    .contains("\"error\"")
                    .doesNotContain("Exception", "java.", "io.modelcontextprotocol", "\\tat ");
        }
    }

    private static McpSyncClient client() {
        return McpClient.sync(
                        HttpClientStreamableHttpTransport.builder(
                                        "http://" + service.uri().getAuthority())
                                .addHttpRequestCustomizer((request, _, _, _, _) ->
                                        request.header(
                                                "Authorization", "Bearer " + TestService.TOKEN))
                                .build())
                .requestTimeout(Duration.ofSeconds(30))
                .build();
    }

    private static Connection locked() throws SQLException {
        Connection holder =
                DriverManager.getConnection(
                        archive.postgres().jdbcUrl(),
                        archive.postgres().user(),
                        archive.postgres().password().value());
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("lock table tributary.messages in access exclusive mode");
        }
        return holder;
    }

    /// Statements that wait for the lock: the call's, and that of the archive's state, which is
    /// asked for beside it and belongs to nobody's call.
    private static long waiting(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select count(*) from pg_locks where not granted and database ="
                                        + " (select oid from pg_database where datname ="
                                        + " current_database())")) {
            row.next();
            return row.getLong(1);
        }
    }
}
