package dev.tributary.log.copy;

import dev.tributary.log.LogClients;
import dev.tributary.log.LogScan;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// How far a copy has come: offsets of the source, kept in the destination as a consumer group's,
/// so that they are committed in the transaction that writes the records.
///
/// @param consumer of the destination, in that group; it joins nothing
/// @param source the cluster that the records come from; kept beside each offset
record CopyPositions(KafkaConsumer<byte[], byte[]> consumer, String source)
        implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String GROUP = "tributary-copy";

    /// Empty for partitions that nothing was copied to.
    ///
    /// @throws CannotCopy if the destination's records come from elsewhere
    Map<TopicPartition, Long> read(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> kept = consumer.committed(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata position = kept.get(partition);
            if (position != null && position.metadata().equals(source)) {
                positions.put(partition, position.offset());
            } else if (holdsRecords(partition, ends.getOrDefault(partition, 0L))) {
                throw foreign(partition, position);
            }
        }
        return positions;
    }

    /// What a copy has left that was killed in its first batch is there and does not count.
    private boolean holdsRecords(TopicPartition partition, long end) {
        if (end == 0) {
            return false;
        }
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        var scan = new LogScan<>(consumer, Map.of(partition, end), PATIENCE);
        while (scan.hasNext()) {
            if (!scan.next().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static CannotCopy foreign(
            TopicPartition partition, @Nullable OffsetAndMetadata position) {
        String origin =
                position == null
                        ? " that no copy has written"
                        : " that were copied from another cluster, \"" + position.metadata() + "\"";
        return new CannotCopy(
                "the destination's topic \""
                        + partition.topic()
                        + "\" already has records in partition "
                        + partition.partition()
                        + origin
                        + "; copy to a cluster without Tributary's topics, or delete them there"
                        + " first (kafka-topics.sh --delete --topic 'tributary.*')");
    }

    static CopyPositions open(LogClients destination, String source) {
        return new CopyPositions(
                destination.byteConsumer(Map.of(ConsumerConfig.GROUP_ID_CONFIG, GROUP)), source);
    }

    ConsumerGroupMetadata group() {
        return consumer.groupMetadata();
    }

    OffsetAndMetadata at(long offset) {
        return new OffsetAndMetadata(offset, source);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
