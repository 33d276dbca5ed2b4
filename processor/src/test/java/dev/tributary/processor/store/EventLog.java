package dev.tributary.processor.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.event.EventJson;
import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.event.MessageKind;
import dev.tributary.contract.event.UserProfile;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.UserId;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawPosition;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.DeadLetters;
import dev.tributary.log.LogClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// The event topics as the normaliser would fill them, and the dead letters.
final class EventLog implements AutoCloseable {

    static final AccountId ACCOUNT = AccountId.parse("vkteams:1000003205");

    private final LogClients log;
    private final KafkaProducer<String, byte[]> producer;

    EventLog(LogClients log) {
        this.log = log;
        this.producer = log.producer(Map.of());
    }

    static MessageVersion message(Lane lane, int number, String text) {
        Instant sent = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number);
        return new MessageVersion(
                new EventSource(
                        ACCOUNT,
                        new ChatId("chat" + number % 50),
                        lane == Lane.LIVE ? Origin.LIVE : Origin.IMPORT,
                        sent,
                        new RawPosition("tributary.raw.vkteams" + lane.topicSuffix(), 4, number)),
                new MessageId(Integer.toString(number)),
                new UserProfile(new UserId("anna"), "Анна", null),
                sent,
                null,
                MessageKind.MESSAGE,
                text,
                null,
                null,
                null,
                List.of(),
                null);
    }

    void append(Lane lane, ChatEvent event) {
        appendBytes(lane, event.source().chatRef().toString(), EventJson.write(event));
    }

    void appendMessages(Lane lane, int from, int to) {
        for (int number = from; number < to; number++) {
            append(lane, message(lane, number, "message number " + number));
        }
        producer.flush();
    }

    void appendBytes(Lane lane, String key, byte[] value) {
        var _ = producer.send(new ProducerRecord<>(Topics.events(lane).value(), key, value));
    }

    void flush() {
        producer.flush();
    }

    /// What lies in the dead letters: the described headers, and the value as `value`.
    List<Map<String, String>> deadLetters() {
        TopicPartition partition = new TopicPartition(Topics.DEAD_LETTERS.value(), 0);
        try (KafkaConsumer<String, byte[]> consumer = log.consumer(Map.of())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<Map<String, String>> letters = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> {
                            Map<String, String> letter = DeadLetters.describe(record.headers());
                            letter.put("key", record.key());
                            letter.put("value", new String(record.value(), UTF_8));
                            letters.add(letter);
                        });
            }
            return letters;
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
