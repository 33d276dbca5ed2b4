package dev.tributary.processor.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.change.ChangeGap;
import dev.tributary.contract.change.ChangeJson;
import dev.tributary.contract.change.FeedHeader;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.LogClients;
import dev.tributary.log.LogScan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// The feed's side in Kafka: `tributary.changes`, and the position in `tributary.feed-offsets`.
/// What a method writes is one transaction: all of it is there when the method returns, none of it
/// if it throws. A reader takes what is not after the newest that it has for a repeat, so a batch
/// without its first record would lose that record for ever.
///
/// After an exception only [#close] may be called. From any thread, one at a time.
final class ChangeLog implements AutoCloseable {

    private static final String CHANGES = Topics.CHANGES.value();
    private static final TopicPartition POSITIONS =
            new TopicPartition(Topics.FEED_OFFSETS.value(), 0);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /// A transaction that its process abandoned holds back the readers of its partitions this long,
    /// unless another processor takes over before.
    private static final int TRANSACTION_MILLIS = 15_000;

    /// Who stops while Kafka is away waits for a call to fail.
    private static final int PATIENCE_MILLIS = 10_000;

    /// The first record of a transaction is refused while the one before is still being ended,
    /// which takes milliseconds; Kafka's own pause would be the longest part of a change's way.
    private static final int RETRY_MILLIS = 20;

    private final LogClients log;
    private final String identity;
    private final KafkaProducer<String, byte[]> producer;

    /// Takes over from whoever wrote for the slot before: what that one left open is undone, and it
    /// writes no more.
    ///
    /// @param identity of the slot
    /// @throws KafkaException if Kafka does not answer
    static ChangeLog open(LogClients log, String identity) {
        KafkaProducer<String, byte[]> producer = log.producer(settings(identity));
        boolean opened = false;
        try {
            producer.initTransactions();
            opened = true;
            return new ChangeLog(log, identity, producer);
        } finally {
            if (!opened) {
                producer.close(Duration.ZERO);
            }
        }
    }

    private ChangeLog(LogClients log, String identity, KafkaProducer<String, byte[]> producer) {
        this.log = log;
        this.identity = identity;
        this.producer = producer;
    }

    private static Map<String, Object> settings(String identity) {
        return Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "tributary-feed/" + identity,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                TRANSACTION_MILLIS,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.RETRY_BACKOFF_MS_CONFIG,
                RETRY_MILLIS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                PATIENCE_MILLIS,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                TRANSACTION_MILLIS,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                PATIENCE_MILLIS);
    }

    /// @param after the position behind these changes
    /// @throws KafkaException if they are not surely there
    void append(List<FedChange> changes, FeedPosition after) {
        commit(Stream.concat(changes.stream().map(ChangeLog::record), Stream.of(record(after))));
    }

    /// Into each partition: a reader may have only some.
    ///
    /// @param after the position behind the gap
    /// @throws KafkaException if it is not surely there
    void append(ChangeGap gap, FeedPosition after) {
        byte[] value = ChangeJson.write(gap);
        commit(
                Stream.concat(
                        producer.partitionsFor(CHANGES).stream()
                                .map(partition ->
                                        new ProducerRecord<>(
                                                CHANGES, partition.partition(), null, value)),
                        Stream.of(record(after))));
    }

    /// @throws KafkaException if it is not surely there
    void keep(FeedPosition position) {
        commit(Stream.of(record(position)));
    }

    private static ProducerRecord<String, byte[]> record(FedChange fed) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(
                        CHANGES, fed.change().chat().toString(), ChangeJson.write(fed.change()));
        record.headers().add(FeedHeader.FEED_ID, Long.toString(fed.id()).getBytes(UTF_8));
        return record;
    }

    private ProducerRecord<String, byte[]> record(FeedPosition position) {
        return new ProducerRecord<>(POSITIONS.topic(), identity, position.json());
    }

    /// The answers are not looked at: the commit fails if any record did.
    private void commit(Stream<ProducerRecord<String, byte[]>> records) {
        producer.beginTransaction();
        records.forEach(record -> {
            var _ = producer.send(record);
        });
        producer.commitTransaction();
    }

    /// The last that was kept for the slot.
    ///
    /// @throws KafkaException if Kafka does not answer
    Optional<FeedPosition> position() {
        Optional<FeedPosition> last = Optional.empty();
        try (KafkaConsumer<String, byte[]> consumer = log.consumer(Map.of())) {
            List<TopicPartition> partitions = List.of(POSITIONS);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var scan = LogScan.toEnd(consumer, partitions, Duration.ofMillis(TRANSACTION_MILLIS));
            while (scan.hasNext()) {
                for (ConsumerRecord<String, byte[]> record : scan.next()) {
                    if (identity.equals(record.key())) {
                        last = Optional.of(FeedPosition.of(record.value()));
                    }
                }
            }
        }
        return last;
    }

    /// Undoes what a call that failed has left.
    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
