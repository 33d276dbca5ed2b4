package dev.tributary.standalone.containers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// An agent that speaks MCP over HTTP with the bridge's container, by its published port.
final class McpAgent implements AutoCloseable {

    private static final String GREETING =
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}\
            """;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI bridge;
    private final String token;
    private String session = "";

    /// @param published `127.0.0.1:NNN`
    McpAgent(String published, String token) {
        this.bridge = URI.create("http://" + published + "/mcp");
        this.token = token;
    }

    /// With the token that the installation has made, after the greeting.
    static McpAgent of(Installation installation) throws IOException, InterruptedException {
        String token =
                installation.compose().exec("mcp", "cat", "/run/secrets/mcp-token").out().strip();
        McpAgent agent = new McpAgent(installation.compose().published("mcp", 8931), token);
        HttpResponse<String> greeted = agent.say(GREETING);
        if (!greeted.body().contains("\"serverInfo\"")) {
            throw new AssertionError("the bridge does not greet: " + greeted.body());
        }
        agent.session = greeted.headers().firstValue("mcp-session-id").orElseThrow();
        HttpResponse<String> _ =
                agent.say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return agent;
    }

    /// @param arguments as JSON
    String call(String tool, String arguments) throws IOException, InterruptedException {
        return say("""
        {"jsonrpc":"2.0","id":2,"method":"tools/call",\
        "params":{"name":"%s","arguments":%s}}\
        """
                        .formatted(tool, arguments))
                .body();
    }

    HttpResponse<String> say(String message) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(bridge)
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .POST(BodyPublishers.ofString(message));
        if (!session.isEmpty()) {
            request.header("MCP-Session-Id", session);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
    }
}
