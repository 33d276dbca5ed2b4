package dev.tributary.embedding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTextEmbedderTest {

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private volatile String numbers = "3.0,4.0";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/embed", this::ollama);
        server.createContext("/v1/embeddings", this::openAi);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void ollamaIsAskedByItsOwnApi() {
        // When
        try (TextEmbedder embedder = EmbeddingModels.open(settings("ollama", ""))) {

            // Then
            assertThat(embedder.dimension()).isEqualTo(2);
            assertThat(embedder.modelName()).isEqualTo("some-model");
            assertThat(embedder.embedQuery("hello"))
                    .containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
            assertThat(requests.getLast()).contains("hello").contains("some-model");
        }
    }

    @Test
    void openAiIsAskedByItsOwnApiWithTheKey() {
        // When
        try (TextEmbedder embedder = EmbeddingModels.open(settings("openai", "v1"))) {

            // Then
            assertThat(embedder.embedPassages(List.of("hello")).getFirst())
                    .containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
            assertThat(requests.getLast()).contains("hello").endsWith("Bearer sesame");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0,4.0,5.0", "3.0", "1e39,4.0"})
    void aVectorThatNoTableHoldsIsARefusedText(String vector) {
        // Given
        try (TextEmbedder embedder = EmbeddingModels.open(settings("ollama", ""))) {
            numbers = vector;

            // When
            Throwable refused = catchThrowable(() -> embedder.embedPassages(List.of("hello")));

            // Then
            assertThat(refused)
                    .isInstanceOf(TextRefused.class)
                    .hasMessageContaining("the model \"some-model\" at \"http://");
        }
    }

    @Test
    void anEndpointThatRefusesIsNamed() {
        assertThatThrownBy(() -> EmbeddingModels.open(settings("ollama", "nowhere")))
                .isInstanceOf(EmbeddingFailed.class)
                .hasMessageContaining("the model \"some-model\" at \"http://")
                .hasMessageEndingWith(
                        "check embedding.base_url, embedding.model and embedding.api_key");
    }

    @Test
    void anEndpointThatIsAwayMayComeBack() {
        Settings.Embedding settings = settings("ollama", "");
        server.stop(0);

        assertThatThrownBy(() -> EmbeddingModels.open(settings))
                .isInstanceOf(EmbeddingFailed.class)
                .hasMessageContaining("did not answer");
    }

    @Test
    void anEndpointThatRefusesEveryTextMayBeMended() {
        server.createContext(
                "/strict/api/embed",
                exchange -> {
                    exchange.sendResponseHeaders(400, -1);
                    exchange.close();
                });

        assertThatThrownBy(() -> EmbeddingModels.open(settings("ollama", "strict")))
                .isInstanceOf(EmbeddingFailed.class)
                .hasMessageContaining("refused");
    }

    private Settings.Embedding settings(String provider, String path) {
        return SettingsLoader.load(
                        null,
                        Map.of(
                                "TRIBUTARY_EMBEDDING_PROVIDER",
                                provider,
                                "TRIBUTARY_EMBEDDING_BASE_URL",
                                "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path,
                                "TRIBUTARY_EMBEDDING_MODEL",
                                "some-model",
                                "TRIBUTARY_EMBEDDING_API_KEY",
                                "sesame"))
                .embedding();
    }

    private void ollama(HttpExchange exchange) throws IOException {
        answer(exchange, "{\"model\":\"some-model\",\"embeddings\":[[" + numbers + "]]}");
    }

    private void openAi(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                """
                {"object":"list","model":"some-model","usage":{"prompt_tokens":1,"total_tokens":1},
                "data":[{"object":"embedding","index":0,"embedding":[3.0,4.0]}]}
                """);
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        requests.add(request + exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
