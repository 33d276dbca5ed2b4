package dev.tributary.processor.embed;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.archive.Archive;
import dev.tributary.archive.vectors.VectorState;
import dev.tributary.archive.vectors.Vectors;
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
import dev.tributary.embedding.TextEmbedder;
import dev.tributary.log.LogClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// A log of its own and a database of its own, and stages that embed from the one into the other.
final class EmbedStages implements AutoCloseable {

    private static final AtomicInteger MESSAGES = new AtomicInteger();
    private static final Duration SETTLE = Duration.ofMillis(200);

    private final TextEmbedder model;
    private final EmbeddedBroker broker = TestStack.freshBroker();
    private final LogClients clients = new LogClients(broker.endpoint());
    private final KafkaProducer<String, byte[]> producer = clients.producer(Map.of());
    private Archive archive = Archive.open(TestStack.freshDatabase());

    /// @param model whose vectors are looked for
    EmbedStages(TextEmbedder model) {
        this.model = model;
    }

    Archive archive() {
        return archive;
    }

    /// Puts an empty one in its place.
    void loseDatabase() {
        archive.close();
        archive = Archive.open(TestStack.freshDatabase());
    }

    EmbedService service(TextEmbedder embedder) {
        return service(() -> embedder);
    }

    EmbedService service(Supplier<TextEmbedder> embedder) {
        return new EmbedService(
                        archive,
                        clients,
                        embedder,
                        new SimpleMeterRegistry(),
                        new Random(1),
                        SETTLE)
                .started();
    }

    void append(Lane lane, String... texts) {
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

    static MessageVersion event(String text) {
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

    void awaitVectors(long vectors) {
        await().atMost(60, SECONDS).ignoreExceptions().until(() -> count() >= vectors);
        assertThat(count()).isEqualTo(vectors);
    }

    private long count() {
        return count(model.fingerprint());
    }

    long count(ModelFingerprint fingerprint) {
        return query(tx -> {
            var state = Vectors.state(tx, fingerprint);
            return state.isPresent() ? Vectors.count(tx, state.get()) : 0L;
        });
    }

    VectorState state() {
        return query(tx -> Vectors.state(tx, model.fingerprint()).orElseThrow());
    }

    List<TextHash> missing(String... texts) {
        List<TextHash> hashes =
                List.of(texts).stream().map(text -> TextHash.of(text).orElseThrow()).toList();
        return query(tx -> List.copyOf(Vectors.missing(tx, model.fingerprint(), hashes)));
    }

    List<String> vectors() {
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

    long number(String sql) {
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

    @Override
    public void close() {
        archive.close();
        producer.close();
        broker.close();
    }
}
