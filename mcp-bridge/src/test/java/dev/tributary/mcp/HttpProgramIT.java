package dev.tributary.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `mcp-bridge http` as a program, where no client is configured.
@Tag("stack")
class HttpProgramIT {

    @TempDir private Path data;

    @Test
    void makes_a_token_and_tells_how_it_is() throws Exception {
        TestArchive archive = TestArchive.create();
        int port = freePort();
        int statusPort = freePort();
        Process process = start(archive, port, statusPort);
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI health = URI.create("http://127.0.0.1:" + statusPort + "/health");
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> get(http, health).statusCode() == 200);
            Path file = data.resolve("run/mcp-token");
            URI mcp = URI.create("http://127.0.0.1:" + port + "/mcp");

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(initialize(http, mcp, Files.readString(file).strip())).isEqualTo(200);
            assertThat(initialize(http, mcp, "another token that is wrong")).isEqualTo(401);
            assertThat(get(http, health.resolve("/metrics")).body())
                    .contains("tributary_mcp_sessions 1");
            assertThat(get(http, health.resolve("/status")).body())
                    .contains("\"uri\":\"" + mcp + "\"", "\"sessions\":1");
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor()).isEqualTo(0);
    }

    @Test
    void ends_with_2_and_says_what_to_do_where_the_port_is_taken() throws Exception {
        TestArchive archive = TestArchive.create();
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = start(archive, other.getLocalPort(), 0);

            assertThat(process.waitFor()).isEqualTo(2);
            assertThat(said(other.getLocalPort()))
                    .content()
                    .contains("the port " + other.getLocalPort() + " of 127.0.0.1 is taken")
                    .contains("mcp.port");
        }
    }

    @Test
    void agrees_on_the_token_with_one_that_starts_at_the_same_time() throws Exception {
        TestArchive archive = TestArchive.create();
        List<Integer> ports = List.of(freePort(), freePort(), freePort());
        List<Process> processes = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int port : ports) {
                processes.add(start(archive, port, 0));
            }

            for (int port : ports) {
                URI mcp = URI.create("http://127.0.0.1:" + port + "/mcp");
                await().atMost(Duration.ofSeconds(30))
                        .ignoreExceptions()
                        .until(() -> get(http, mcp).statusCode() == 401);
                String token = Files.readString(data.resolve("run/mcp-token")).strip();
                assertThat(initialize(http, mcp, token)).isEqualTo(200);
            }
        } finally {
            processes.forEach(Process::destroy);
        }
    }

    private Process start(TestArchive archive, int port, int statusPort) throws IOException {
        List<String> command = new ArrayList<>(List.of(BridgeProcess.java()));
        command.addAll(BridgeProcess.arguments("http"));
        command.addAll(List.of("--status-port", Integer.toString(statusPort)));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said(port).toFile());
        builder.environment().putAll(archive.environment(data));
        builder.environment().put("TRIBUTARY_MCP_PORT", Integer.toString(port));
        return builder.start();
    }

    private Path said(int port) {
        return data.resolve("said-" + port);
    }

    private static HttpResponse<String> get(HttpClient http, URI uri) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    private static int initialize(HttpClient http, URI uri, String token) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "application/json, text/event-stream")
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        """
                                        {"jsonrpc": "2.0", "id": 1, "method": "initialize",
                                          "params": {"protocolVersion": "2025-11-25",
                                          "capabilities": {},
                                          "clientInfo": {"name": "t", "version": "1"}}}\
                                        """))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString(UTF_8)).statusCode();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
