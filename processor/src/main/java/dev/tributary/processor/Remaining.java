package dev.tributary.processor;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/// How many records a consumer has still to read, of all its partitions.
///
/// A consumer's own `currentLag` knows the end of a partition only from the fetch that it is just
/// handing out, and nothing of those that wait behind it: with twelve partitions it tells a
/// twelfth. So Kafka is asked, once a second. For one thread.
public final class Remaining {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Consumer<?, ?> consumer;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private long asked = System.nanoTime() - EVERY.toNanos();

    /// What comes new is asked for at once: a backlog must not look small for its first second.
    private Set<TopicPartition> askedFor = Set.of();

    public Remaining(Consumer<?, ?> consumer) {
        this.consumer = consumer;
    }

    /// Transaction markers count too; partitions that are paused do not. While Kafka is away it is
    /// what was known before.
    public long records() {
        Set<TopicPartition> read = read();
        long now = System.nanoTime();
        if (now - asked >= EVERY.toNanos() || !askedFor.containsAll(read)) {
            asked = now;
            askedFor = read;
            ask(read);
        }
        long records = 0;
        for (TopicPartition partition : read) {
            Long end = ends.get(partition);
            if (end != null) {
                records += Math.max(0, end - consumer.position(partition));
            }
        }
        return records;
    }

    /// A partition that is paused may have no position yet, and asking for it would wait.
    private Set<TopicPartition> read() {
        Set<TopicPartition> read = new HashSet<>(consumer.assignment());
        read.removeAll(consumer.paused());
        return read;
    }

    private void ask(Set<TopicPartition> read) {
        try {
            Map<TopicPartition, Long> now = consumer.endOffsets(read, PATIENCE);
            ends.clear();
            ends.putAll(now);
        } catch (TimeoutException e) {
            // Whoever polls will say so.
        }
    }
}
