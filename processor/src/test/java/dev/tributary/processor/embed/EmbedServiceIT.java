package dev.tributary.processor.embed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.archive.Applied;
import dev.tributary.archive.Archive;
import dev.tributary.archive.ArchiveWriter;
import dev.tributary.archive.ShadowArchive;
import dev.tributary.archive.vectors.VectorState;
import dev.tributary.archive.vectors.Vectors;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.event.EventJson;
import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.event.MessageKind;
import dev.tributary.contract.event.TextHash;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawPosition;
import dev.tributary.contract.topic.Topics;
import dev.tributary.contract.vector.ModelFingerprint;
import dev.tributary.embedded.EmbeddedBroker;
import dev.tributary.embedded.TestStack;
import dev.tributary.embedding.EmbeddingModels;
import dev.tributary.embedding.TextEmbedder;
import dev.tributary.log.LogClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("stack")
class EmbedServiceIT {

    private static final AtomicInteger MESSAGES = new AtomicInteger();
    private static final Duration SETTLE = Duration.ofMillis(200);
    private static TextEmbedder model;

    private EmbeddedBroker broker;
    private LogClients clients;
    private KafkaProducer<String, byte[]> producer;
    private Archive archive;

    @BeforeAll
    static void load() {
        Settings.Embedding settings = SettingsLoader.load(null, Map.of()).embedding();
        model = EmbeddingModels.open(settings);
    }

    @AfterAll
    static void unload() {
        model.close();
    }

    @BeforeEach
    void open() {
        broker = TestStack.freshBroker();
        clients = new LogClients(broker.endpoint());
        producer = clients.producer(Map.of());
        archive = Archive.open(TestStack.freshDatabase());
    }

    @AfterEach
    void close() {
        archive.close();
        producer.close();
        broker.close();
    }

    @Test
    void textsOfBothLanesGetTheirVectorsAndARepeatIsEmbeddedOnce() {
        // Given
        CountingEmbedder embedder = new CountingEmbedder(model);
        append(Lane.LIVE, "good morning", "ok", " ok ", "");
        append(Lane.BULK, "ok", "an old message");

        // When
        try (EmbedService _ = service(embedder)) {
            awaitVectors(3);
        }

        // Then
        assertThat(missing("good morning", "ok", "an old message")).isEmpty();
        assertThat(embedder.passages()).hasSize(3);
    }

    @Test
    void aSecondStartGoesOnWhereTheFirstEnded() {
        // Given
        append(Lane.LIVE, "first");
        try (EmbedService _ = service(model)) {
            awaitVectors(1);
        }
        append(Lane.LIVE, "second");
        CountingEmbedder embedder = new CountingEmbedder(model);

        // When
        try (EmbedService _ = service(embedder)) {
            awaitVectors(2);
        }

        // Then
        assertThat(embedder.passages()).hasSize(1);
        assertThat(number("select sum(next_offset) from tributary.ingest_positions")).isEqualTo(2);
    }

    @Test
    void aLostDatabaseGetsItsVectorsFromTheLog() {
        // Given
        append(Lane.LIVE, "one", "two", "three");
        try (EmbedService _ = service(model)) {
            awaitVectors(3);
        }
        List<String> before = vectors();
        archive.close();
        archive = Archive.open(TestStack.freshDatabase());
        CountingEmbedder embedder = new CountingEmbedder(model);

        // When
        try (EmbedService _ = service(embedder)) {
            awaitVectors(3);
            await().atMost(20, SECONDS).until(() -> !state().hasBacklog());
        }

        // Then
        assertThat(embedder.passages()).hasSize(0);
        assertThat(vectors()).isEqualTo(before);
    }

    @Test
    void messagesWhoseEventsAreGoneAreEmbeddedFromTheArchive() throws SQLException {
        // Given
        List<ChatEvent> events =
                IntStream.range(0, 700).mapToObj(i -> (ChatEvent) event("kept " + i)).toList();
        archive.inTransaction(tx -> new ArchiveWriter().write(tx, events));

        // When
        try (EmbedService _ = service(model)) {
            awaitVectors(700);
        }

        // Then
        assertThat(missing("kept 0", "kept 699")).isEmpty();
    }

    @Test
    void aLiveTextDoesNotWaitForTheBacklog() {
        // Given
        append(
                Lane.BULK,
                IntStream.range(0, 3_000)
                        .mapToObj(
                                i -> "the old message number " + i + " ".repeat(i % 2) + "of many")
                        .toArray(String[]::new));
        CountingEmbedder embedder = new CountingEmbedder(model);
        try (EmbedService _ = service(embedder)) {
            await().atMost(20, SECONDS).until(() -> embedder.passages().size() > 100);

            // When
            append(Lane.LIVE, "what just happened");
            awaitVectors(3_001);
        }

        // Then
        assertThat(embedder.passages().indexOf("what just happened")).isBetween(100, 2_999);
    }

    @Test
    void aLargeBacklogGoesBesideTheIndexAndIsIndexedAtTheEnd() {
        // Given
        append(
                Lane.BULK,
                IntStream.range(0, 5_600).mapToObj(i -> "no " + i).toArray(String[]::new));

        // When
        try (EmbedService _ = service(model)) {
            await().atMost(60, SECONDS).until(() -> state().hasBacklog());
            awaitVectors(5_600);
            await().atMost(60, SECONDS).until(() -> !state().hasBacklog());
        }

        // Then
        assertThat(state().indexed()).isEqualTo(1);
    }

    @Test
    void goesOnAfterPostgresWasAway() {
        // Given
        append(Lane.LIVE, "before");
        try (EmbedService _ = service(model)) {
            awaitVectors(1);

            // When
            number(
                    "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname ="
                            + " current_database() and pid <> pg_backend_pid()");
            append(Lane.LIVE, "after");

            // Then
            awaitVectors(2);
        }
    }

    @Test
    void waitsForAnEndpointThatIsAwayAndGoesOnWhenItAnswers() throws IOException {
        // Given
        append(Lane.LIVE, "hello");
        InetSocketAddress away = unused();
        try (StageModel remote = StageModel.open(ollama(away));
                EmbedService service = service(remote::embedder)) {
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
            endpoint.createContext("/api/embed", EmbedServiceIT::answer);

            // When
            endpoint.start();

            // Then
            await().atMost(60, SECONDS)
                    .ignoreExceptions()
                    .until(() -> count(remote.embedder().fingerprint()) == 1);
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
        append(Lane.LIVE, "before");
        try (EmbedService _ = service(model)) {
            awaitVectors(1);
            await().atMost(20, SECONDS)
                    .until(() -> number("select count(*) from tributary.ingest_positions") > 0);

            // When
            try (ShadowArchive shadow = archive.createShadow()) {
                shadow.inTransaction(tx -> {
                    Applied applied = new ArchiveWriter().write(tx, List.of(event("changed")));
                    shadow.takeOverPositions(tx);
                    shadow.swap(tx);
                    return applied;
                });
                shadow.dropReplaced();
            }
            append(Lane.LIVE, "after");

            // Then
            awaitVectors(3);
            assertThat(missing("before", "changed", "after")).isEmpty();
        }
    }

    @Test
    void aVectorThatPostgresRefusesIsLeftOutAndTheRestGoesOn() {
        // Given
        TextEmbedder poisoned = new PoisonedEmbedder(model, "poison");
        append(Lane.LIVE, "one", "poison", "two");

        // When
        try (EmbedService _ = service(poisoned)) {
            awaitVectors(2);
            append(Lane.LIVE, "three");
            awaitVectors(3);
        }

        // Then
        assertThat(missing("one", "poison", "two", "three"))
                .containsExactly(TextHash.of("poison").orElseThrow());
        assertThat(number("select sum(next_offset) from tributary.ingest_positions")).isEqualTo(4);
    }

    private EmbedService service(TextEmbedder embedder) {
        return service(() -> embedder);
    }

    private EmbedService service(Supplier<TextEmbedder> embedder) {
        return new EmbedService(
                        archive,
                        clients,
                        embedder,
                        new SimpleMeterRegistry(),
                        new Random(1),
                        SETTLE)
                .started();
    }

    private void append(Lane lane, String... texts) {
        for (String text : texts) {
            MessageVersion event = event(text);
            var _ =
                    producer.send(
                            new ProducerRecord<>(
                                    Topics.events(lane).value(),
                                    event.source().chatRef().toString(),
                                    EventJson.write(event)));
        }
        producer.flush();
    }

    private static MessageVersion event(String text) {
        int number = MESSAGES.incrementAndGet();
        return new MessageVersion(
                new EventSource(
                        AccountId.parse("vkteams:1"),
                        new ChatId("chat"),
                        Origin.LIVE,
                        Instant.EPOCH,
                        new RawPosition("tributary.raw.vkteams", 0, number)),
                new MessageId(Integer.toString(number)),
                null,
                Instant.ofEpochSecond(number),
                null,
                MessageKind.MESSAGE,
                text,
                null,
                null,
                null,
                List.of(),
                null);
    }

    private void awaitVectors(long vectors) {
        await().atMost(60, SECONDS).ignoreExceptions().until(() -> count() >= vectors);
        assertThat(count()).isEqualTo(vectors);
    }

    private long count() {
        return count(model.fingerprint());
    }

    private long count(ModelFingerprint fingerprint) {
        return query(tx -> {
            var state = Vectors.state(tx, fingerprint);
            return state.isPresent() ? Vectors.count(tx, state.get()) : 0L;
        });
    }

    private VectorState state() {
        return query(tx -> Vectors.state(tx, model.fingerprint()).orElseThrow());
    }

    private List<TextHash> missing(String... texts) {
        List<TextHash> hashes =
                List.of(texts).stream().map(text -> TextHash.of(text).orElseThrow()).toList();
        return query(tx -> List.copyOf(Vectors.missing(tx, model.fingerprint(), hashes)));
    }

    private List<String> vectors() {
        return query(tx -> {
            List<String> rows = new java.util.ArrayList<>();
            try (Statement statement = tx.createStatement();
                    ResultSet row =
                            statement.executeQuery(
                                    "select text_hash::text || embedding::text from"
                                            + " tributary_shared.embeddings_"
                                            + model.fingerprint()
                                            + " order by text_hash")) {
                while (row.next()) {
                    rows.add(row.getString(1));
                }
            }
            return rows;
        });
    }

    private long number(String sql) {
        return query(tx -> {
            try (Statement statement = tx.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private <T> T query(Archive.Work<T> work) {
        try {
            return archive.inTransaction(work);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
