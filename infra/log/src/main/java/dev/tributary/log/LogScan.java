package dev.tributary.log;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Map.Entry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/// Reads what a log has at the time of asking, from where a consumer stands to the end. A poll that
/// brings nothing is no end: Kafka may be away, or what comes next waits for somebody's
/// transaction. For one thread, like the consumer.
public final class LogScan<K, V> {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<K, V> consumer;
    private final Map<TopicPartition, Long> ends;
    private final Duration patience;
    private long moved = System.nanoTime();

    /// @param ends before which offsets the partitions are read; the consumer is assigned to them
    /// @param patience how long it may stand still
    public LogScan(Consumer<K, V> consumer, Map<TopicPartition, Long> ends, Duration patience) {
        this.consumer = consumer;
        this.ends = Map.copyOf(ends);
        this.patience = patience;
    }

    /// To where the partitions end now.
    ///
    /// @param partitions that the consumer is assigned to
    /// @param patience how long it may stand still
    public static <K, V> LogScan<K, V> toEnd(
            Consumer<K, V> consumer, Collection<TopicPartition> partitions, Duration patience) {
        return new LogScan<>(consumer, consumer.endOffsets(partitions), patience);
    }

    public boolean hasNext() {
        return ends.entrySet().stream().anyMatch(this::isOpen);
    }

    private boolean isOpen(Entry<TopicPartition, Long> end) {
        return consumer.position(end.getKey()) < end.getValue();
    }

    /// Some more records, of any of the partitions; they may be none, or lie behind the end.
    ///
    /// @throws TimeoutException if nothing has moved for too long
    public ConsumerRecords<K, V> next() {
        long before = reached();
        ConsumerRecords<K, V> records = consumer.poll(POLL);
        long now = System.nanoTime();
        if (reached() > before) {
            moved = now;
        } else if (now - moved > patience.toNanos()) {
            throw new TimeoutException(
                    "%s: nothing has come for %d s, and it is not read to its end"
                            .formatted(place(), patience.toSeconds()));
        }
        return records;
    }

    private long reached() {
        return ends.keySet().stream().mapToLong(consumer::position).sum();
    }

    private String place() {
        return ends.entrySet().stream()
                .filter(this::isOpen)
                .map(end ->
                        "%s at offset %d of %d"
                                .formatted(
                                        end.getKey(),
                                        consumer.position(end.getKey()),
                                        end.getValue()))
                .findFirst()
                .orElse("the log");
    }
}
