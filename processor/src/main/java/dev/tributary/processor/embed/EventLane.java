package dev.tributary.processor.embed;

import dev.tributary.archive.Archive;
import dev.tributary.archive.LogPartition;
import dev.tributary.archive.Positions;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.topic.ConsumerGroups;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.LogClients;
import dev.tributary.processor.GroupSettings;
import dev.tributary.processor.Remaining;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// One lane of the event topics as the stage reads it: from the positions in Postgres, which move
/// with the rows. Kafka's own committed offsets are not used. For one thread.
final class EventLane implements AutoCloseable {

    /// What one poll may bring. It is embedded before the next poll, and a group that agrees anew
    /// who reads what waits for that: about a second on half a core.
    private static final int MOST_RECORDS = 200;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final int partitions;
    private final Remaining remaining;
    private final Archive archive;
    private final String group;
    private final KafkaConsumer<String, byte[]> consumer;

    /// Where Postgres says that the group is.
    private final Map<TopicPartition, Long> stored = new HashMap<>();

    /// While nothing may be read.
    private boolean holding;

    EventLane(LogClients log, Archive archive, Lane lane) {
        this.archive = archive;
        this.group = ConsumerGroups.embed(lane);
        this.consumer =
                log.consumer(
                        GroupSettings.consumer(
                                group,
                                Map.of(
                                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                        MOST_RECORDS,
                                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                                        MOST_BYTES,
                                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                                        MOST_BYTES / 4)));
        this.partitions = Topics.partitions(Topics.events(lane));
        this.remaining = new Remaining(consumer);
        consumer.subscribe(List.of(Topics.events(lane).value()), new SeekToStored());
    }

    String group() {
        return group;
    }

    /// @throws KafkaException if Kafka or, on a new assignment, Postgres does not answer
    List<ConsumerRecord<String, byte[]>> poll(Duration wait) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        consumer.poll(wait).forEach(records::add);
        return records;
    }

    /// Takes part in what the group does, without taking records. What was polled before must be
    /// stored.
    void keepAlive() {
        holding = true;
        consumer.pause(consumer.assignment());
        consumer.poll(Duration.ZERO);
        holding = false;
        consumer.resume(consumer.assignment());
    }

    /// The steps that all records polled so far make, transaction markers included.
    List<Positions.Move> moves() {
        List<Positions.Move> moves = new ArrayList<>();
        for (TopicPartition partition : consumer.assignment()) {
            long from = stored.getOrDefault(partition, 0L);
            long to = consumer.position(partition);
            if (to > from) {
                moves.add(new Positions.Move(logPartition(partition), from, to));
            }
        }
        return moves;
    }

    /// Postgres has taken these steps.
    void moved(List<Positions.Move> moves) {
        for (Positions.Move move : moves) {
            stored.put(
                    new TopicPartition(move.partition().topic(), move.partition().partition()),
                    move.to());
        }
    }

    /// Goes back to where Postgres says that the group is.
    void reposition() throws SQLException {
        seek(consumer.assignment());
    }

    /// How many records were appended and not read. Zero before the first poll.
    long remaining() {
        return remaining.records();
    }

    /// About as many in the whole lane, whoever reads them: several processors put their vectors
    /// into one table, and the lane's partitions are much alike.
    long remainingOfAll() {
        int mine = Math.max(1, consumer.assignment().size());
        return remaining() * Math.max(partitions, mine) / mine;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    }

    private void seek(Collection<TopicPartition> partitions) throws SQLException {
        Map<LogPartition, Long> positions = archive.inTransaction(tx -> Positions.read(tx, group));
        for (TopicPartition partition : partitions) {
            long position = positions.getOrDefault(logPartition(partition), 0L);
            stored.put(partition, position);
            // What is not there any more is passed over: auto.offset.reset is earliest.
            consumer.seek(partition, position);
        }
    }

    private static LogPartition logPartition(TopicPartition partition) {
        return new LogPartition(partition.topic(), partition.partition());
    }

    private final class SeekToStored implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            try {
                if (holding) {
                    consumer.pause(partitions);
                }
                seek(partitions);
            } catch (SQLException e) {
                throw new KafkaException("the positions could not be read from Postgres", e);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(stored::remove);
        }
    }
}
