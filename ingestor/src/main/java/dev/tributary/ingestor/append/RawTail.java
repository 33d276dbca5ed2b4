package dev.tributary.ingestor.append;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.topic.TopicName;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.LogClients;
import dev.tributary.log.LogScan;
import dev.tributary.log.RawRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/// Reads back what the raw log has of an account's last days, for a source that must compare it
/// with its service.
public final class RawTail {

    /// An open transaction of another account in the partition ends in half of it.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Of a lane. Where a history was fetched in the meantime the newest are enough.
    private static final long MOST = 500_000;

    private final LogClients log;

    public RawTail(LogClients log) {
        this.log = log;
    }

    /// Hands over what is committed, of each lane in its order.
    ///
    /// @param since when the first record was written
    /// @throws LogUnavailable if Kafka does not answer in time
    public void read(AccountId account, Instant since, Consumer<RawEvent> sink) {
        try {
            for (Lane lane : Lane.values()) {
                read(account, Topics.raw(account.service(), lane), since, sink);
            }
        } catch (KafkaException e) {
            throw new LogUnavailable(
                    "Kafka does not give back the last events of the account \""
                            + account
                            + "\": "
                            + e.getMessage(),
                    e);
        }
    }

    private void read(AccountId account, TopicName topic, Instant since, Consumer<RawEvent> sink) {
        boolean wasInterrupted = false;
        try (KafkaConsumer<String, byte[]> consumer =
                log.consumer(Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000))) {
            try {
                read(consumer, account, topic, since, sink);
            } finally {
                // A consumer that is closed under an interrupt complains of it.
                wasInterrupted = Thread.interrupted();
            }
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void read(
            KafkaConsumer<String, byte[]> consumer,
            AccountId account,
            TopicName topic,
            Instant since,
            Consumer<RawEvent> sink) {
        int partitions = consumer.partitionsFor(topic.value()).size();
        TopicPartition where = new TopicPartition(topic.value(), partition(account, partitions));
        consumer.assign(List.of(where));
        long end = consumer.endOffsets(List.of(where)).getOrDefault(where, 0L);
        consumer.seek(where, Math.max(begin(consumer, where, since, end), end - MOST));
        var scan = new LogScan<>(consumer, Map.of(where, end), PATIENCE);
        while (scan.hasNext()) {
            for (ConsumerRecord<String, byte[]> record : scan.next()) {
                if (record.key().equals(account.toString())) {
                    sink.accept(
                            RawRecords.fromRecord(record.key(), record.headers(), record.value()));
                }
            }
        }
    }

    private static long begin(
            KafkaConsumer<String, byte[]> consumer, TopicPartition where, Instant since, long end) {
        OffsetAndTimestamp first =
                consumer.offsetsForTimes(Map.of(where, since.toEpochMilli())).get(where);
        return first == null ? end : first.offset();
    }

    /// As the producer chooses it by the key.
    private static int partition(AccountId account, int partitions) {
        byte[] key = account.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
