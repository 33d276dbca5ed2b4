package dev.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tributary.log.LogClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Tag("stack")
class BrokerTransactionsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOPIC = "t";
    private static final int PARTITIONS = 4;
    private static final int WRITERS = 16;

    /// A stop has to fall into the middle of a commit.
    private static final int STOPS = 5;

    @TempDir Path directory;

    private final ListAppender<ILoggingEvent> aborted = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(HangingTransactions.class);

    @BeforeEach
    void listen() {
        aborted.start();
        logger.addAppender(aborted);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(aborted);
    }

    @Test
    void everyTransactionEndsHoweverOftenTheBrokerStopsInTheMiddleOfCommits() throws Exception {
        for (int stop = 0; stop < STOPS; stop++) {
            // Given
            EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
            try (ExecutorService writers = Executors.newCachedThreadPool()) {
                LogClients clients = new LogClients(broker.endpoint());
                createTopic(clients);
                AtomicInteger commits = new AtomicInteger();
                AtomicBoolean stopped = new AtomicBoolean();
                for (int writer = 0; writer < WRITERS; writer++) {
                    String id = "writer-" + writer;
                    writers.execute(() -> commitUntil(stopped, clients, id, commits));
                }
                await().atMost(PATIENCE).until(() -> commits.get() > 50);

                // When
                broker.close();
                stopped.set(true);
            }
        }

        // Then
        try (var broker = EmbeddedBroker.start(directory, 0)) {
            LogClients clients = new LogClients(broker.endpoint());
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(ends(clients, IsolationLevel.READ_COMMITTED))
                                    .isEqualTo(ends(clients, IsolationLevel.READ_UNCOMMITTED)));
        }
        assertThat(aborted.list).as("transactions that a start had to abort").isEmpty();
    }

    @Test
    void aTransactionThatItsCoordinatorForgotIsAborted() throws Exception {
        // Given
        try (var before = EmbeddedBroker.start(directory, 0)) {
            LogClients clients = new LogClients(before.endpoint());
            createTopic(clients);
            var producer = clients.producer(Map.of("transactional.id", "forgotten"));
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, 0, "open", new byte[1])).get();
            forget(clients);
            producer.close(Duration.ZERO);
        }

        // When
        try (var after = EmbeddedBroker.start(directory, 0)) {

            // Then
            LogClients clients = new LogClients(after.endpoint());
            assertThat(ends(clients, IsolationLevel.READ_COMMITTED))
                    .isEqualTo(ends(clients, IsolationLevel.READ_UNCOMMITTED));
            try (var producer = clients.producer(Map.of("transactional.id", "forgotten"))) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, 0, "later", new byte[1])).get();
                producer.commitTransaction();
            }
            try (var consumer = clients.consumer(Map.of())) {
                consumer.assign(partitions());
                List<String> keys = new ArrayList<>();
                await().atMost(PATIENCE)
                        .until(() -> {
                            consumer.poll(Duration.ofMillis(100)).forEach(r -> keys.add(r.key()));
                            return !keys.isEmpty();
                        });
                assertThat(keys).containsExactly("later");
            }
        }
    }

    @Test
    void aTransactionThatIsOpenAtItsCoordinatorIsLeftToIt() throws Exception {
        // Given
        try (var broker = EmbeddedBroker.start(directory, 0)) {
            LogClients clients = new LogClients(broker.endpoint());
            createTopic(clients);
            try (var producer = clients.producer(Map.of("transactional.id", "open"));
                    var admin = clients.admin()) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, 0, "kept", new byte[1])).get();

                // When
                int aborted = new HangingTransactions(admin).abort();

                // Then
                assertThat(aborted).isZero();
                producer.commitTransaction();
            }
        }
    }

    private static void commitUntil(
            AtomicBoolean stopped, LogClients clients, String id, AtomicInteger commits) {
        var producer =
                clients.producer(
                        Map.of(
                                "transactional.id",
                                id,
                                "linger.ms",
                                0,
                                // Who is interrupted by the last stop never comes back.
                                "transaction.timeout.ms",
                                3_000,
                                "request.timeout.ms",
                                1_000,
                                "delivery.timeout.ms",
                                2_000,
                                "max.block.ms",
                                2_000));
        try {
            producer.initTransactions();
            while (!stopped.get()) {
                producer.beginTransaction();
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    var _ =
                            producer.send(
                                    new ProducerRecord<>(TOPIC, partition, "key", new byte[1]));
                }
                producer.commitTransaction();
                commits.incrementAndGet();
            }
        } catch (KafkaException e) {
            // The broker has gone, which is what this is for.
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    /// Deletes what the coordinator wrote down, as only an administrator's client may.
    private static void forget(LogClients clients) throws Exception {
        ConsumerRecord<byte[], byte[]> state = coordinatorsState(clients);
        Map<String, Object> config = new HashMap<>(clients.properties());
        config.put("client.id", "__admin_client");
        try (var producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(state.topic(), state.partition(), state.key(), null))
                    .get();
        }
    }

    private static ConsumerRecord<byte[], byte[]> coordinatorsState(LogClients clients) {
        Map<String, Object> config = new HashMap<>(clients.properties());
        config.put("auto.offset.reset", "earliest");
        try (var consumer =
                new org.apache.kafka.clients.consumer.KafkaConsumer<>(
                        config,
                        new org.apache.kafka.common.serialization.ByteArrayDeserializer(),
                        new org.apache.kafka.common.serialization.ByteArrayDeserializer())) {
            consumer.assign(
                    consumer.partitionsFor("__transaction_state").stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList());
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            await().atMost(PATIENCE)
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(100)).forEach(found::add);
                        return !found.isEmpty();
                    });
            return found.getLast();
        }
    }

    private static void createTopic(LogClients clients) throws Exception {
        try (var admin = clients.admin()) {
            if (!admin.listTopics().names().get().contains(TOPIC)) {
                admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1))).all().get();
            }
        }
    }

    private static List<Long> ends(LogClients clients, IsolationLevel level)
            throws ExecutionException, InterruptedException {
        List<Long> ends = new ArrayList<>();
        try (var admin = clients.admin()) {
            for (TopicPartition partition : partitions()) {
                ends.add(
                        admin.listOffsets(
                                        Map.of(partition, OffsetSpec.latest()),
                                        new ListOffsetsOptions(level))
                                .partitionResult(partition)
                                .get()
                                .offset());
            }
        }
        return ends;
    }

    private static List<TopicPartition> partitions() {
        return IntStream.range(0, PARTITIONS).mapToObj(p -> new TopicPartition(TOPIC, p)).toList();
    }
}
