package dev.tributary.processor.rebuild;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// A stretch of the log: in each partition the committed records from one offset up to another.
///
/// @param from where a partition is missing, its beginning
/// @param to exclusive; the partitions that are named here are read
record LogRange(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {

    private static final Duration POLL = Duration.ofMillis(200);

    LogRange {
        from = Map.copyOf(from);
        to = Map.copyOf(to);
    }

    /// Takes what one poll has brought; may be empty.
    interface Sink {
        void accept(List<ConsumerRecord<String, byte[]>> records) throws SQLException;
    }

    /// How many offsets there are, which is a little more than records.
    long length() {
        return to.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - from.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /// Reads all of it.
    ///
    /// @param consumer of committed records, without subscription
    /// @return one past the last record of each partition that has one in the range; transaction
    ///   marks behind it do not count, because consumers' positions need not pass them
    Map<TopicPartition, Long> read(KafkaConsumer<String, byte[]> consumer, Sink sink)
            throws SQLException {
        consumer.assign(to.keySet());
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(to.keySet());
        Set<TopicPartition> open = new HashSet<>();
        for (TopicPartition partition : to.keySet()) {
            long beginning = beginnings.getOrDefault(partition, 0L);
            long start = Math.max(beginning, from.getOrDefault(partition, beginning));
            consumer.seek(partition, start);
            if (start < to.getOrDefault(partition, 0L)) {
                open.add(partition);
            } else {
                consumer.pause(List.of(partition));
            }
        }
        Map<TopicPartition, Long> seen = new HashMap<>();
        while (!open.isEmpty()) {
            sink.accept(poll(consumer, seen));
            open.removeIf(partition -> isRead(consumer, partition));
        }
        return seen;
    }

    private boolean isRead(KafkaConsumer<String, byte[]> consumer, TopicPartition partition) {
        boolean read = consumer.position(partition) >= to.getOrDefault(partition, 0L);
        if (read) {
            consumer.pause(List.of(partition));
        }
        return read;
    }

    private List<ConsumerRecord<String, byte[]>> poll(
            KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> seen) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            if (record.offset() < to.getOrDefault(partition, 0L)) {
                records.add(record);
                seen.put(partition, record.offset() + 1);
            }
        }
        return records;
    }
}
