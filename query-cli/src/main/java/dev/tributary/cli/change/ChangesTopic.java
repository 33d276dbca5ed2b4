package dev.tributary.cli.change;

import dev.tributary.contract.change.FeedEntry;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.NothingReachable;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.LogClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The topic of changes as one reader sees it, from its newest entries into what comes, without a
/// hole and without a group: nobody remembers how far it has read. An interrupt of its thread ends
/// a call with Kafka's `InterruptException`.
public final class ChangesTopic implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    /// The clocks of Postgres, which commits, and of the processor, which writes the topic.
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    /// Who has left is not waited for.
    private static final CloseOptions AT_ONCE = CloseOptions.timeout(Duration.ofMillis(300));

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> begins;
    private final Map<TopicPartition, Long> ends;
    private Unrepeated unrepeated = new Unrepeated();
    private long lastHeard = System.nanoTime();

    private ChangesTopic(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
        this.partitions =
                consumer.partitionsFor(Topics.CHANGES.value()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        if (partitions.isEmpty()) {
            throw new NothingReachable(
                    "Kafka has no topic \""
                            + Topics.CHANGES.value()
                            + "\"; it is made when the stack starts: run tributary up");
        }
        consumer.assign(partitions);
        this.begins = consumer.beginningOffsets(partitions);
        this.ends = consumer.endOffsets(partitions);
        ends.forEach(consumer::seek);
    }

    /// What is committed from now on is not missed.
    ///
    /// @throws TimeoutException if Kafka does not answer
    public static ChangesTopic open(Endpoints.Kafka kafka) {
        int patience = Math.toIntExact(PATIENCE.toMillis());
        KafkaConsumer<String, byte[]> consumer =
                new LogClients(kafka)
                        .consumer(
                                Map.of(
                                        "default.api.timeout.ms",
                                        patience,
                                        "request.timeout.ms",
                                        patience / 2,
                                        "fetch.max.wait.ms",
                                        100,
                                        "client.id",
                                        "query-cli"));
        boolean opened = false;
        try {
            ChangesTopic topic = new ChangesTopic(consumer);
            opened = true;
            return topic;
        } finally {
            if (!opened) {
                close(consumer);
            }
        }
    }

    /// The newest that were there when this was opened, the oldest first. To be asked before
    /// [#next] or not at all.
    ///
    /// @param limit of changes; gaps among them come on top
    /// @throws TimeoutException if Kafka does not answer
    public List<FeedEntry> newest(int limit, WantedChanges wanted) {
        if (limit == 0) {
            return List.of();
        }
        Map<TopicPartition, Long> earliest = earliest(wanted.filters().since());
        for (long span = 2L * limit; true; span *= 8) {
            Map<TopicPartition, Long> from = new HashMap<>(earliest);
            Set<Integer> cut = new HashSet<>();
            for (TopicPartition partition : partitions) {
                long start = ends.getOrDefault(partition, 0L) - span;
                if (start > earliest.getOrDefault(partition, 0L)) {
                    from.put(partition, start);
                    cut.add(partition.partition());
                }
            }
            NewestEntries newest = new NewestEntries(wanted, limit);
            read(from, newest);
            if (cut.isEmpty() || newest.isEnough(cut)) {
                return newest.entries();
            }
        }
    }

    private Map<TopicPartition, Long> earliest(@Nullable Instant since) {
        if (since == null) {
            return begins;
        }
        long time = Math.max(0, since.minus(CLOCKS_DIFFER).toEpochMilli());
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, time));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        Map<TopicPartition, Long> earliest = new HashMap<>(ends);
        found.forEach((partition, at) -> {
            if (at != null) {
                earliest.put(partition, at.offset());
            }
        });
        return earliest;
    }

    /// Up to the ends, where [#next] goes on.
    private void read(Map<TopicPartition, Long> from, NewestEntries newest) {
        unrepeated = new Unrepeated();
        from.forEach(consumer::seek);
        lastHeard = System.nanoTime();
        while (!isAtEnd()) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                lastHeard = System.nanoTime();
            } else if (System.nanoTime() - lastHeard > PATIENCE.toNanos()) {
                throw new TimeoutException(
                        "the topic \"" + Topics.CHANGES.value() + "\" is not sent any further");
            }
            for (ConsumerRecord<String, byte[]> record : records) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < ends.getOrDefault(partition, 0L)) {
                    unrepeated
                            .read(record)
                            .ifPresent(entry -> newest.add(record.partition(), entry));
                }
            }
        }
        ends.forEach(consumer::seek);
    }

    private boolean isAtEnd() {
        return partitions.stream()
                .allMatch(partition ->
                        consumer.position(partition) >= ends.getOrDefault(partition, 0L));
    }

    /// Waits a moment for what comes next; may be empty.
    ///
    /// @throws TimeoutException if Kafka has gone
    public List<FeedEntry> next() {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
            lastHeard = System.nanoTime();
        } else if (System.nanoTime() - lastHeard > PATIENCE.toNanos()) {
            // Silence alone does not tell a quiet chat from a broker that is away.
            consumer.endOffsets(partitions);
            lastHeard = System.nanoTime();
        }
        List<PlacedEntry> entries = new ArrayList<>();
        records.forEach(record -> unrepeated.read(record).ifPresent(entries::add));
        entries.sort(PlacedEntry.BY_COMMIT);
        return entries.stream().map(PlacedEntry::entry).toList();
    }

    @Override
    public void close() {
        close(consumer);
    }

    /// Without the interrupt that ended the reading, which would keep it from letting go.
    private static void close(KafkaConsumer<String, byte[]> consumer) {
        boolean interrupted = Thread.interrupted();
        try {
            consumer.close(AT_ONCE);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
