package dev.tributary.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of the bridge over HTTP that watches resources. It speaks the protocol by itself: the
/// SDK's client reads a resource before it passes its notification on.
final class WatchingAgent implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SESSION = "MCP-Session-Id";
    private static final String DATA = "data:";
    private static final String INITIALIZE =
            """
            {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": \
            "2025-11-25", "capabilities": {}, "clientInfo": {"name": "watching", "version": "1"}}}\
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI service;
    private final String token;
    private final String session;
    private int calls = 1;

    private WatchingAgent(URI service, String token, BiConsumer<String, Instant> reader)
            throws IOException, InterruptedException {
        this.service = service;
        this.token = token;
        this.session = begin();
        post("{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}");
        HttpResponse<InputStream> stream =
                http.send(
                        request().header(SESSION, session).GET().build(),
                        BodyHandlers.ofInputStream());
        expect(stream.statusCode(), "the stream of notifications");
        Thread.ofPlatform().daemon().name("agent").start(() -> read(stream.body(), reader));
    }

    /// Waits until the service answers.
    ///
    /// @param reader of each resource that has changed and when that was told, on a thread of its
    ///   own
    static WatchingAgent connect(URI service, String token, BiConsumer<String, Instant> reader)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        while (true) {
            try {
                return new WatchingAgent(service, token, reader);
            } catch (ConnectException e) {
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }

    private String begin() throws IOException, InterruptedException {
        HttpResponse<String> begun =
                http.send(
                        request().POST(BodyPublishers.ofString(INITIALIZE)).build(),
                        BodyHandlers.ofString());
        expect(begun.statusCode(), "initialize");
        return begun.headers().firstValue(SESSION).orElseThrow();
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(service)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
    }

    private String post(String body) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        request()
                                .header(SESSION, session)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        expect(answer.statusCode(), body);
        return answer.body();
    }

    private static void expect(int code, String what) {
        if (code / 100 != 2) {
            throw new IllegalStateException("the bridge answered " + code + " to " + what);
        }
    }

    void watch(String uri) throws IOException, InterruptedException {
        JsonNode answer = ask("resources/subscribe", "{\"uri\": \"" + uri + "\"}");
        if (answer.has("error")) {
            throw new IllegalStateException("the bridge does not watch \"" + uri + "\": " + answer);
        }
    }

    /// @return the JSON-RPC answer, with a result or an error
    JsonNode ask(String method, String params) throws IOException, InterruptedException {
        calls++;
        String answer =
                post(
                        "{\"jsonrpc\": \"2.0\", \"id\": "
                                + calls
                                + ", \"method\": \""
                                + method
                                + "\", \"params\": "
                                + params
                                + "}");
        return JsonMapper.shared().readTree(answer.substring(answer.indexOf('{')));
    }

    private static void read(InputStream stream, BiConsumer<String, Instant> reader) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Instant now = Instant.now();
                if (line.startsWith(DATA) && line.contains("resources/updated")) {
                    JsonNode message = JsonMapper.shared().readTree(line.substring(DATA.length()));
                    reader.accept(message.at("/params/uri").asString(), now);
                }
            }
        } catch (IOException ended) {
            // Whoever waits for a notification notices that none comes.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
