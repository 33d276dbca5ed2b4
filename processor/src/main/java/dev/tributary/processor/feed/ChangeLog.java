package dev.tributary.processor.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.change.ChangeGap;
import dev.tributary.contract.change.ChangeJson;
import dev.tributary.contract.change.FeedHeader;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.LogClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// The feed's side in Kafka: `tributary.changes`, and the position in `tributary.feed-offsets`.
/// Each method returns when all replicas have what it wrote. From any thread.
final class ChangeLog implements AutoCloseable {

    private static final String CHANGES = Topics.CHANGES.value();
    private static final TopicPartition POSITIONS =
            new TopicPartition(Topics.FEED_OFFSETS.value(), 0);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /// Who stops while Kafka is away waits for a send to fail.
    private static final Map<String, Object> PATIENCE =
            Map.of(
                    ProducerConfig.LINGER_MS_CONFIG,
                    0,
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    10_000,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    20_000,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    10_000);

    private final LogClients log;
    private final KafkaProducer<String, byte[]> producer;

    ChangeLog(LogClients log) {
        this.log = log;
        this.producer = log.producer(PATIENCE);
    }

    /// @throws KafkaException if one of them is not surely there
    void append(List<FedChange> changes) {
        send(
                changes.stream()
                        .map(fed -> {
                            ProducerRecord<String, byte[]> record =
                                    new ProducerRecord<>(
                                            CHANGES,
                                            fed.change().chat().toString(),
                                            ChangeJson.write(fed.change()));
                            record.headers()
                                    .add(
                                            FeedHeader.FEED_ID,
                                            Long.toString(fed.id()).getBytes(UTF_8));
                            return record;
                        })
                        .toList());
    }

    /// Into each partition: a reader may have only some.
    void append(ChangeGap gap) {
        byte[] value = ChangeJson.write(gap);
        send(
                producer.partitionsFor(CHANGES).stream()
                        .map(partition ->
                                new ProducerRecord<String, byte[]>(
                                        CHANGES, partition.partition(), null, value))
                        .toList());
    }

    void keep(String identity, FeedPosition position) {
        send(List.of(new ProducerRecord<>(POSITIONS.topic(), identity, position.json())));
    }

    /// The last that was kept for the slot.
    Optional<FeedPosition> position(String identity) {
        Optional<FeedPosition> last = Optional.empty();
        try (KafkaConsumer<String, byte[]> consumer = log.consumer(Map.of())) {
            List<TopicPartition> partitions = List.of(POSITIONS);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).getOrDefault(POSITIONS, 0L);
            while (consumer.position(POSITIONS) < end) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (identity.equals(record.key())) {
                        last = Optional.of(FeedPosition.of(record.value()));
                    }
                }
            }
        }
        return last;
    }

    private void send(List<ProducerRecord<String, byte[]>> records) {
        List<Future<?>> sent = new ArrayList<>(records.size());
        records.forEach(record -> sent.add(producer.send(record)));
        for (Future<?> one : sent) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new KafkaException("changes could not be appended to Kafka", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("interrupted while appending changes", e);
            }
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
