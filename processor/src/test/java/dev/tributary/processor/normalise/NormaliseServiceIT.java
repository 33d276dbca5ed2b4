package dev.tributary.processor.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.event.EventJson;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.contract.topic.TopicName;
import dev.tributary.contract.topic.Topics;
import dev.tributary.embedded.TestStack;
import dev.tributary.log.DeadLetters;
import dev.tributary.log.LogClients;
import dev.tributary.log.RawRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("stack")
class NormaliseServiceIT {

    private static final Settings.Processor SETTINGS =
            new Settings.Processor(Duration.ofMillis(50), false);

    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    /// Its own for each test: the broker is shared.
    private final String account = "vkteams:900" + ACCOUNTS.incrementAndGet();

    private LogClients clients;
    private KafkaProducer<String, byte[]> producer;

    @BeforeEach
    void start() {
        clients = new LogClients(TestStack.kafka());
        producer = clients.producer(Map.of("transactional.id", "test"));
        producer.initTransactions();
    }

    @AfterEach
    void stop() {
        producer.close();
    }

    @Test
    void both_lanes_become_events_and_poison_becomes_a_dead_letter() {
        append(List.of(message(1, "live"), Told.of(account, ContentType.VKTEAMS_EVENT, "{")));
        append(List.of(message(2, "imported").with(RawHeader.ORIGIN, "import")));

        try (NormaliseService service = service()) {
            await().until(service::isRunning);
            assertThat(read(Topics.events(Lane.LIVE), 1)).containsExactly("live");
            assertThat(read(Topics.events(Lane.BULK), 1)).containsExactly("imported");
            var buried = records(Topics.DEAD_LETTERS, 1).getFirst();
            assertThat(DeadLetters.describe(buried.headers()))
                    .containsEntry("dead-letter-stage", "normalise");
        }
    }

    @Test
    void a_successor_goes_on_where_the_predecessor_stopped() {
        append(IntStream.range(0, 300).mapToObj(i -> message(i, "m" + i)).toList());
        try (NormaliseService first = service()) {
            await().until(first::isRunning);
            records(Topics.events(Lane.LIVE), 1);
        }
        append(IntStream.range(300, 600).mapToObj(i -> message(i, "m" + i)).toList());

        try (NormaliseService second = service()) {
            await().atMost(Duration.ofSeconds(5)).until(second::isRunning);
            assertThat(read(Topics.events(Lane.LIVE), 600))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 600).mapToObj(i -> "m" + i).toList());
        }
    }

    @Test
    void what_an_ingestor_took_back_never_becomes_an_event() {
        producer.beginTransaction();
        send(message(1, "taken back"));
        producer.flush();
        producer.abortTransaction();
        append(List.of(message(2, "kept")));

        try (NormaliseService _ = service()) {
            assertThat(read(Topics.events(Lane.LIVE), 1)).containsExactly("kept");
        }
    }

    private NormaliseService service() {
        return NormaliseService.start(SETTINGS, clients, new SimpleMeterRegistry());
    }

    private void append(List<Told> events) {
        producer.beginTransaction();
        events.forEach(this::send);
        producer.commitTransaction();
    }

    /// A transaction's end reports what its sends met.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(Told event) {
        producer.send(RawRecords.toRecord(event.raw()));
    }

    private Told message(int id, String text) {
        return Told.of(
                account,
                ContentType.VKTEAMS_EVENT,
                """
                {"eventId":%d,"type":"newMessage","payload":{"msgId":"%d","chat":{"chatId":"%d@chat.agent"},"timestamp":1546290000,"text":"%s"}}
                """
                        .formatted(id, id, id % 7, text));
    }

    private List<String> read(TopicName topic, int count) {
        return records(topic, count).stream()
                .map(record -> ((MessageVersion) EventJson.read(record.value())).text())
                .toList();
    }

    /// The account's committed records, once there are so many.
    private List<ConsumerRecord<String, byte[]>> records(TopicName topic, int count) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer(topic)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(100))
                                .forEach(record -> {
                                    if (record.key().startsWith(account)) {
                                        found.add(record);
                                    }
                                });
                        return found.size() >= count;
                    });
        }
        return found;
    }

    private KafkaConsumer<String, byte[]> consumer(TopicName topic) {
        KafkaConsumer<String, byte[]> consumer = clients.consumer(Map.of());
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic.value()).stream()
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }
}
