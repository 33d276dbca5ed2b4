package dev.tributary.log.copy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// Reads partitions from given places to given ends, in batches.
///
/// The ends are high watermarks. Records of a transaction that is still open are no part of the
/// log, but what stands behind them may be: so the reader waits for its end, which comes by the
/// transaction's time-out at the latest.
final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    /// Without any progress.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaConsumer<byte[], byte[]> consumer;

    TopicReader(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /// @param batch told of each: records of all partitions, those of one in their order; never
    ///   empty
    void read(
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> ends,
            Consumer<List<ConsumerRecord<byte[], byte[]>>> batch) {
        if (!isBehind(from, ends)) {
            return;
        }
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        Map<TopicPartition, Long> reached = new HashMap<>(from);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (isBehind(reached, ends)) {
            List<ConsumerRecord<byte[], byte[]>> records = before(ends, consumer.poll(POLL));
            if (!records.isEmpty()) {
                batch.accept(records);
            }
            Map<TopicPartition, Long> now = new HashMap<>();
            from.keySet().forEach(partition -> now.put(partition, consumer.position(partition)));
            if (!now.equals(reached)) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new CannotCopy(
                        "nothing more of "
                                + from.keySet().iterator().next().topic()
                                + " can be read for "
                                + PATIENCE.toSeconds()
                                + " s though it goes on: a transaction in it does not end; run"
                                + " the copy again, it goes on where it stopped");
            }
            reached.putAll(now);
        }
    }

    private static boolean isBehind(
            Map<TopicPartition, Long> reached, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .anyMatch(end -> reached.getOrDefault(end.getKey(), 0L) < end.getValue());
    }

    /// Those of a batch that stand before the ends: a log that is being written grows meanwhile.
    private static List<ConsumerRecord<byte[], byte[]>> before(
            Map<TopicPartition, Long> ends, ConsumerRecords<byte[], byte[]> records) {
        return records.partitions().stream()
                .flatMap(partition ->
                        records.records(partition).stream()
                                .filter(record ->
                                        record.offset() < ends.getOrDefault(partition, 0L)))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
