package dev.tributary.simulator.vkteams;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls a simulator as any HTTP client would.
record Client(HttpClient http, URI baseUrl, String token) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static Client of(VkTeamsSimulator simulator, Bot bot) {
        return new Client(HttpClient.newHttpClient(), simulator.baseUrl(), bot.token());
    }

    static JsonNode json(String text) {
        return MAPPER.readTree(text);
    }

    HttpResponse<String> get(String call, String... parameters)
            throws IOException, InterruptedException {
        return http.send(request(call, parameters), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode getJson(String call, String... parameters) throws IOException, InterruptedException {
        return json(get(call, parameters).body());
    }

    JsonNode poll(long lastEventId, int pollTime) throws IOException, InterruptedException {
        return json(pollText(lastEventId, pollTime).body());
    }

    HttpResponse<String> pollText(long lastEventId, int pollTime)
            throws IOException, InterruptedException {
        return get("events/get", "lastEventId", "" + lastEventId, "pollTime", "" + pollTime);
    }

    CompletableFuture<JsonNode> pollLater(long lastEventId, int pollTime) {
        HttpRequest request =
                request("events/get", "lastEventId", "" + lastEventId, "pollTime", "" + pollTime);
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> json(response.body()));
    }

    HttpRequest request(String call, String... parameters) {
        StringBuilder query = new StringBuilder("?token=" + encoded(token));
        for (int i = 0; i < parameters.length; i += 2) {
            query.append('&').append(parameters[i]).append('=').append(encoded(parameters[i + 1]));
        }
        return HttpRequest.newBuilder(baseUrl.resolve(call + query)).GET().build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
