package dev.tributary.log.copy;

import dev.tributary.contract.topic.TopicName;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.LogClients;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/// Copies a log record for record: key, value, headers, time, partition and order stay, offsets do
/// not. Each batch and how far it came are one transaction of the destination, so a copy that was
/// interrupted goes on, and one that is repeated adds what has come since.
public final class LogCopy {

    private static final String WRITER = "tributary-copy";

    /// Told of each topic as the copy gets on.
    public interface Progress {
        void copied(TopicName topic, long records);

        void comparing(TopicName topic);
    }

    private final LogClients from;
    private final LogClients to;
    private final Progress progress;

    public LogCopy(LogClients from, LogClients to, Progress progress) {
        this.from = from;
        this.to = to;
        this.progress = progress;
    }

    /// The destination must have the topics.
    ///
    /// @return what both hold then; whoever writes at the destination makes it differ
    /// @throws CannotCopy if the destination holds something else, or both are one cluster
    public CopyReport run() throws InterruptedException {
        try (LogSide source = LogSide.open(from);
                LogSide destination = LogSide.open(to);
                KafkaProducer<byte[], byte[]> writer =
                        to.byteProducer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, WRITER))) {
            String cluster = source.clusterId();
            if (cluster.equals(destination.clusterId())) {
                throw new CannotCopy(
                        "source and destination are the same Kafka cluster, \""
                                + cluster
                                + "\"; name another one as the destination");
            }
            List<CopiedTopic> topics = topics(source);
            // Whoever copied before is cut off here, and what it left open is given up.
            writer.initTransactions();
            try (CopyPositions positions = CopyPositions.open(to, cluster)) {
                return copy(topics, source, destination, positions, writer);
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof KafkaException kafka
                    ? kafka
                    : new KafkaException("a cluster does not answer as it should", cause);
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw new CannotCopy(
                    "another copy to the same cluster has begun and goes on instead of this one",
                    e);
        }
    }

    /// @throws CannotCopy if there are raw topics that this build does not know: they would be lost
    private static List<CopiedTopic> topics(LogSide source)
            throws InterruptedException, ExecutionException {
        Set<String> existing = new TreeSet<>(source.topics());
        List<CopiedTopic> topics =
                CopiedTopic.all().stream()
                        .filter(topic -> existing.contains(topic.name().value()))
                        .toList();
        existing.removeIf(name -> !name.startsWith(Topics.RAW_PREFIX));
        topics.forEach(topic -> existing.remove(topic.name().value()));
        if (!existing.isEmpty()) {
            throw new CannotCopy(
                    "the source has raw topics that this version does not know, "
                            + existing
                            + "; copy with the version that wrote them");
        }
        return topics;
    }

    private CopyReport copy(
            List<CopiedTopic> topics,
            LogSide source,
            LogSide destination,
            CopyPositions positions,
            KafkaProducer<byte[], byte[]> writer)
            throws InterruptedException, ExecutionException {
        // All before the first record is written: what cannot be copied is left alone.
        Map<TopicPartition, Long> begun = new HashMap<>();
        for (CopiedTopic topic : topics) {
            Set<TopicPartition> partitions = source.ends(topic.name()).keySet();
            requireSame(topic.name(), partitions, destination.ends(topic.name()).keySet());
            begun.putAll(positions.read(partitions));
        }
        List<CopyReport.Topic> report = new ArrayList<>();
        for (CopiedTopic topic : topics) {
            Map<TopicPartition, Long> ends = source.ends(topic.name());
            Map<TopicPartition, Long> places = new HashMap<>(ends);
            places.replaceAll((partition, _) -> begun.getOrDefault(partition, 0L));
            Tally tally = new Tally();
            source.reader()
                    .read(
                            places,
                            ends,
                            records -> {
                                tally.copied += write(topic, records, positions, writer);
                                progress.copied(topic.name(), tally.copied);
                            });
            progress.comparing(topic.name());
            report.add(
                    new CopyReport.Topic(
                            topic.name(),
                            tally.copied,
                            source.content(topic, ends),
                            destination.content(topic, destination.ends(topic.name()))));
        }
        return new CopyReport(report);
    }

    /// A record keeps its partition, and its key is looked for there.
    private static void requireSame(
            TopicName topic, Set<TopicPartition> from, Set<TopicPartition> to) {
        if (!from.equals(to)) {
            throw new CannotCopy(
                    "the topic \""
                            + topic
                            + "\" has "
                            + from.size()
                            + " partitions at the source and "
                            + to.size()
                            + " at the destination; nothing was copied. Run query-cli doctor on"
                            + " both: it says which of them was altered");
        }
    }

    private static final class Tally {
        private long copied;
    }

    /// Nothing is written after an exception: the next run begins with what was committed last.
    private static long write(
            CopiedTopic topic,
            List<ConsumerRecord<byte[], byte[]>> records,
            CopyPositions positions,
            KafkaProducer<byte[], byte[]> writer) {
        Map<TopicPartition, OffsetAndMetadata> reached = new HashMap<>();
        long written = 0;
        writer.beginTransaction();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            reached.put(
                    new TopicPartition(record.topic(), record.partition()),
                    positions.at(record.offset() + 1));
            if (topic.selection().holds(record.headers())) {
                // A record that fails makes the commit fail.
                Future<?> _ =
                        writer.send(
                                new ProducerRecord<>(
                                        record.topic(),
                                        record.partition(),
                                        record.timestamp(),
                                        record.key(),
                                        record.value(),
                                        record.headers()));
                written++;
            }
        }
        writer.sendOffsetsToTransaction(reached, positions.group());
        writer.commitTransaction();
        return written;
    }
}
