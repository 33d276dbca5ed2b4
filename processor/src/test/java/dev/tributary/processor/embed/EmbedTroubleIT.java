package dev.tributary.processor.embed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.archive.Applied;
import dev.tributary.archive.ArchiveWriter;
import dev.tributary.archive.ShadowArchive;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.event.TextHash;
import dev.tributary.contract.raw.Lane;
import dev.tributary.embedding.EmbeddingModels;
import dev.tributary.embedding.TextEmbedder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The stage `embed` when something around it fails or changes under it.
@Tag("stack")
class EmbedTroubleIT {

    private static TextEmbedder model;

    private EmbedStages stages;

    @BeforeAll
    static void load() {
        model = EmbeddingModels.open(SettingsLoader.load(null, Map.of()).embedding());
    }

    @AfterAll
    static void unload() {
        model.close();
    }

    @BeforeEach
    void open() {
        stages = new EmbedStages(model);
    }

    @AfterEach
    void close() {
        stages.close();
    }

    @Test
    void goesOnAfterPostgresWasAway() {
        // Given
        stages.append(Lane.LIVE, "before");
        try (EmbedService _ = stages.service(model)) {
            stages.awaitVectors(1);

            // When
            stages.number(
                    "select count(pg_terminate_backend(pid)) from pg_stat_activity where"
                            + " datname = current_database() and pid <> pg_backend_pid()");
            stages.append(Lane.LIVE, "after");

            // Then
            stages.awaitVectors(2);
        }
    }

    @Test
    void waitsForAnEndpointThatIsAwayAndGoesOnWhenItAnswers() throws IOException {
        // Given
        stages.append(Lane.LIVE, "hello");
        InetSocketAddress away = unused();
        try (StageModel remote = StageModel.open(ollama(away));
                EmbedService service = stages.service(remote::embedder)) {
            await().atMost(30, SECONDS)
                    .untilAsserted(() ->
                            assertThat(service.state())
                                    .isInstanceOfSatisfying(
                                            EmbedState.Waiting.class,
                                            waiting ->
                                                    assertThat(waiting.reason())
                                                            .contains("\"some-model\"")
                                                            .contains(":" + away.getPort())));
            HttpServer endpoint = HttpServer.create(away, 0);
            endpoint.createContext("/api/embed", EmbedTroubleIT::answer);

            // When
            endpoint.start();

            // Then
            await().atMost(60, SECONDS)
                    .ignoreExceptions()
                    .until(() -> stages.count(remote.embedder().fingerprint()) == 1);
            await().atMost(60, SECONDS).until(() -> service.state() instanceof EmbedState.Running);
            endpoint.stop(0);
        }
    }

    private static InetSocketAddress unused() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
        }
    }

    private static Settings.Embedding ollama(InetSocketAddress address) {
        return SettingsLoader.load(
                        null,
                        Map.of(
                                "TRIBUTARY_EMBEDDING_PROVIDER",
                                "ollama",
                                "TRIBUTARY_EMBEDDING_BASE_URL",
                                "http://127.0.0.1:" + address.getPort(),
                                "TRIBUTARY_EMBEDDING_MODEL",
                                "some-model"))
                .embedding();
    }

    /// As Ollama does, for one text.
    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = "{\"model\":\"some-model\",\"embeddings\":[[3.0,4.0]]}".getBytes(UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void textsThatARebuildChangedGetTheirVectorsToo() throws SQLException {
        // Given
        stages.append(Lane.LIVE, "before");
        try (EmbedService _ = stages.service(model)) {
            stages.awaitVectors(1);
            await().atMost(20, SECONDS)
                    .until(() ->
                            stages.number("select count(*) from tributary.ingest_positions") > 0);

            // When
            try (ShadowArchive shadow = stages.archive().createShadow()) {
                shadow.inTransaction(tx -> {
                    Applied applied =
                            new ArchiveWriter().write(tx, List.of(EmbedStages.event("changed")));
                    shadow.takeOverPositions(tx);
                    shadow.swap(tx);
                    return applied;
                });
                shadow.dropReplaced();
            }
            stages.append(Lane.LIVE, "after");

            // Then
            stages.awaitVectors(3);
            assertThat(stages.missing("before", "changed", "after")).isEmpty();
        }
    }

    @Test
    void aVectorThatPostgresRefusesIsLeftOutAndTheRestGoesOn() {
        // Given
        TextEmbedder poisoned = new PoisonedEmbedder(model, "poison");
        stages.append(Lane.LIVE, "one", "poison", "two");

        // When
        try (EmbedService _ = stages.service(poisoned)) {
            stages.awaitVectors(2);
            stages.append(Lane.LIVE, "three");
            stages.awaitVectors(3);
        }

        // Then
        assertThat(stages.missing("one", "poison", "two", "three"))
                .containsExactly(TextHash.of("poison").orElseThrow());
        assertThat(stages.number("select sum(next_offset) from tributary.ingest_positions"))
                .isEqualTo(4);
    }
}
