package dev.tributary.processor.store;

import dev.tributary.archive.Archive;
import dev.tributary.archive.LogPartition;
import dev.tributary.archive.Positions;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.LogClients;
import dev.tributary.processor.GroupSettings;
import dev.tributary.processor.Remaining;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One lane of the event topics, read from where Postgres says that the group is. A partition that
/// was just assigned, or whose position somebody else moved, is paused until its position is read
/// again. Used by the store's thread alone.
final class LaneReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LaneReader.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final int FETCH_BYTES = 8 << 20;

    private final Lane lane;
    private final String group;
    private final Archive archive;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Remaining remaining;
    private final Map<LogPartition, Long> positions = new HashMap<>();
    private final Map<LogPartition, Long> passed = new HashMap<>();
    private final Set<TopicPartition> unplaced = new HashSet<>();

    // Of whose gap an operator knows already.
    private final Set<TopicPartition> told = new HashSet<>();

    private final Deque<ConsumerRecord<String, byte[]>> pending = new ArrayDeque<>();

    LaneReader(Lane lane, String group, LogClients log, Archive archive) {
        this.lane = lane;
        this.group = group;
        this.archive = archive;
        this.consumer =
                log.consumer(
                        GroupSettings.consumer(
                                group,
                                Map.of(
                                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                        2_000,
                                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                                        FETCH_BYTES)));
        this.remaining = new Remaining(consumer);
        consumer.subscribe(List.of(Topics.events(lane).value()), new Assignments());
    }

    Lane lane() {
        return lane;
    }

    String group() {
        return group;
    }

    /// Where Postgres has the group, as far as this process knows.
    Map<LogPartition, Long> positions() {
        return positions;
    }

    /// The offsets up to which this process has stored, since it last read the positions.
    Map<LogPartition, Long> passed() {
        return passed;
    }

    /// Fetches if nothing is pending, then takes at most so many records.
    ///
    /// @throws SQLException if the positions of new partitions cannot be read
    List<ConsumerRecord<String, byte[]>> take(int most, Duration wait) throws SQLException {
        if (pending.isEmpty()) {
            place();
            ConsumerRecords<String, byte[]> polled = consumer.poll(wait);
            warnOfExpired(polled);
            polled.forEach(pending::add);
        }
        List<ConsumerRecord<String, byte[]>> taken = new ArrayList<>();
        while (taken.size() < most && !pending.isEmpty()) {
            taken.add(pending.remove());
        }
        return taken;
    }

    /// Tells the group that this member lives, without taking records.
    void keepAlive() {
        Set<TopicPartition> paused = new HashSet<>(consumer.assignment());
        paused.removeAll(consumer.paused());
        consumer.pause(paused);
        consumer.poll(Duration.ZERO).forEach(pending::add);
        paused.retainAll(consumer.assignment());
        paused.removeAll(unplaced);
        consumer.resume(paused);
    }

    void stored(Batch batch) {
        positions.putAll(batch.next());
        passed.putAll(batch.next());
    }

    /// Somebody else moved a position: what was read from it counts no more.
    void lost() {
        unplaced.addAll(consumer.assignment());
        consumer.pause(unplaced);
        pending.clear();
    }

    /// Records of the lane that are not in the archive yet.
    long lag() {
        return pending.size() + remaining.records();
    }

    private void place() throws SQLException {
        if (unplaced.isEmpty()) {
            return;
        }
        Map<LogPartition, Long> known = archive.inTransaction(tx -> Positions.read(tx, group));
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(unplaced);
        Map<TopicPartition, Long> ends = consumer.endOffsets(unplaced);
        for (TopicPartition partition : List.copyOf(unplaced)) {
            LogPartition name = name(partition);
            long position = known.getOrDefault(name, 0L);
            long beginning = beginnings.getOrDefault(partition, 0L);
            positions.put(name, position);
            passed.remove(name);
            told.remove(partition);
            if (position < beginning || position > ends.getOrDefault(partition, position)) {
                warn(name, position, beginning);
                told.add(partition);
                consumer.seek(partition, beginning);
            } else {
                consumer.seek(partition, position);
            }
        }
        consumer.resume(unplaced);
        unplaced.clear();
    }

    /// What expires while this lane waits for Postgres the consumer passes over without a word.
    private void warnOfExpired(ConsumerRecords<String, byte[]> polled) {
        Map<TopicPartition, Long> gaps = new HashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            long position = positions.getOrDefault(name(partition), 0L);
            boolean known = told.remove(partition);
            // A step of one is a transaction's marker, of which there are many.
            if (!known && polled.records(partition).getFirst().offset() > position + 1) {
                gaps.put(partition, position);
            }
        }
        if (gaps.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(gaps.keySet());
        gaps.forEach((partition, position) -> {
            long expired = beginnings.getOrDefault(partition, 0L) - position;
            if (expired > 0) {
                LOG.atError()
                        .addKeyValue("topic", partition.topic())
                        .addKeyValue("partition", partition.partition())
                        .addKeyValue("offset", position)
                        .addKeyValue("count", expired)
                        .log(
                                "Events expired before the store came to them; run \"processor"
                                        + " rebuild\" to fill them in");
            }
        });
    }

    private static LogPartition name(TopicPartition partition) {
        return new LogPartition(partition.topic(), partition.partition());
    }

    private static void warn(LogPartition partition, long position, long beginning) {
        LOG.atError()
                .addKeyValue("topic", partition.topic())
                .addKeyValue("partition", partition.partition())
                .addKeyValue("offset", position)
                .log(
                        "The event log does not hold the store's position and is read from its"
                                + " beginning at {}; run \"processor rebuild\" to fill what it no"
                                + " longer holds",
                        beginning);
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSE_TIMEOUT));
    }

    private final class Assignments implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            unplaced.addAll(partitions);
            consumer.pause(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            unplaced.removeAll(partitions);
            pending.removeIf(record ->
                    partitions.contains(new TopicPartition(record.topic(), record.partition())));
        }
    }
}
