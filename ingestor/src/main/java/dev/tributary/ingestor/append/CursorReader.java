package dev.tributary.ingestor.append;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.LogClients;
import dev.tributary.log.LogScan;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/// Reads the last committed cursors of an account's streams.
///
/// The partition is read up to its high watermark, not up to the last stable offset: an open
/// transaction of another account in the same partition may stand before our own committed cursor,
/// and a reader that stopped there would go back in time. Waiting for that transaction costs at
/// most its time-out.
///
/// The newest records are read first: a busy account's cursor is among them, and nobody should wait
/// for what compaction has not cleaned yet.
final class CursorReader {

    private static final long[] WINDOWS = {1_000, 50_000, Long.MAX_VALUE};

    private final LogClients log;
    private final Duration patience;

    /// @param patience how long to wait for an open transaction of another
    CursorReader(LogClients log, Duration patience) {
        this.log = log;
        this.patience = patience;
    }

    /// All streams of an account meet in one partition.
    static int partition(AccountId account, int partitions) {
        return Utils.toPositive(Utils.murmur2(account.toString().getBytes(UTF_8))) % partitions;
    }

    /// @throws KafkaException if Kafka does not answer in time
    Optional<Cursor> read(CursorKey key, int partitions) {
        TopicPartition where =
                new TopicPartition(Topics.CURSORS.value(), partition(key.account(), partitions));
        long end = highWatermark(where);
        if (end == 0) {
            return Optional.empty();
        }
        try (KafkaConsumer<String, byte[]> consumer = consumer(where)) {
            long begin = consumer.beginningOffsets(List.of(where)).getOrDefault(where, 0L);
            return newest(consumer, where, key, begin, end);
        }
    }

    /// The cursors of all streams of an account, by the streams' names: the whole partition is
    /// read.
    ///
    /// @throws KafkaException if Kafka does not answer in time
    Map<String, Cursor> readAll(AccountId account, int partitions) {
        TopicPartition where =
                new TopicPartition(Topics.CURSORS.value(), partition(account, partitions));
        String prefix = account + "/";
        Map<String, Cursor> cursors = new HashMap<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer(where)) {
            consumer.seekToBeginning(List.of(where));
            read(
                    consumer,
                    where,
                    prefix + "*",
                    highWatermark(where),
                    record -> {
                        if (record.key().startsWith(prefix)) {
                            cursors.put(
                                    record.key().substring(prefix.length()),
                                    new Cursor(new String(record.value(), UTF_8)));
                        }
                    });
        }
        return cursors;
    }

    private KafkaConsumer<String, byte[]> consumer(TopicPartition where) {
        KafkaConsumer<String, byte[]> consumer =
                log.consumer(Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000));
        consumer.assign(List.of(where));
        return consumer;
    }

    private Optional<Cursor> newest(
            KafkaConsumer<String, byte[]> consumer,
            TopicPartition where,
            CursorKey key,
            long begin,
            long end) {
        for (long window : WINDOWS) {
            long from = Math.max(begin, end - Math.min(window, end));
            consumer.seek(where, from);
            Optional<Cursor> last = lastIn(consumer, where, key.toString(), end);
            if (last.isPresent()) {
                return last;
            }
            if (from <= begin) {
                break;
            }
        }
        return Optional.empty();
    }

    private Optional<Cursor> lastIn(
            KafkaConsumer<String, byte[]> consumer, TopicPartition where, String key, long end) {
        AtomicReference<@Nullable Cursor> last = new AtomicReference<>();
        read(
                consumer,
                where,
                key,
                end,
                record -> {
                    if (key.equals(record.key())) {
                        last.set(new Cursor(new String(record.value(), UTF_8)));
                    }
                });
        return Optional.ofNullable(last.get());
    }

    /// From where the consumer stands up to `end`.
    private void read(
            KafkaConsumer<String, byte[]> consumer,
            TopicPartition where,
            String what,
            long end,
            Consumer<ConsumerRecord<String, byte[]>> sink) {
        // What waits is one transaction of another; the next one may take as long again.
        var scan = new LogScan<>(consumer, Map.of(where, end), patience);
        try {
            while (scan.hasNext()) {
                scan.next().forEach(sink);
            }
        } catch (TimeoutException e) {
            throw new TimeoutException(
                    "the cursor \"" + what + "\" cannot be read: " + e.getMessage(), e);
        }
    }

    private long highWatermark(TopicPartition where) {
        try (Admin admin = log.admin()) {
            return admin.listOffsets(
                            Map.of(where, OffsetSpec.latest()),
                            new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .partitionResult(where)
                    .get()
                    .offset();
        } catch (ExecutionException e) {
            throw new KafkaException("the end of " + where + " is not known", e.getCause());
        } catch (InterruptedException e) {
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }
}
