package dev.tributary.cli.status;

import dev.tributary.contract.answer.Answer.Position;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.topic.ConsumerGroups;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.LogClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/// How far each stage is behind the log, in records.
public final class LogProgress {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// Gaps up to this are read instead of believed: the end of a transaction takes an offset too,
    /// and a stage that has read all records stands before it.
    private static final long DOUBTFUL = 1_000;

    private final LogClients clients;

    public LogProgress(Endpoints.Kafka kafka) {
        this.clients = new LogClients(kafka);
    }

    /// @param group the stage's consumer group
    public record Lag(String group, String topic, long records) {}

    /// @param positions of the stages that keep theirs in the archive
    /// @throws KafkaException if Kafka does not answer, or not to us
    public List<Lag> lags(List<Position> positions) throws InterruptedException {
        Map<String, Map<TopicPartition, Long>> reached = new TreeMap<>();
        for (Position position : positions) {
            reached.computeIfAbsent(position.group(), _ -> new HashMap<>())
                    .put(
                            new TopicPartition(position.topic(), position.partition()),
                            position.offset());
        }
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            Set<String> existing = consumer.listTopics(PATIENCE).keySet();
            for (Lane lane : Lane.values()) {
                String group = ConsumerGroups.normalise(lane);
                Map<TopicPartition, Long> at = reached.computeIfAbsent(group, _ -> new HashMap<>());
                at.putAll(committed(group));
                fromTheBeginning(consumer, existing, lane, at);
            }
            return reached.entrySet().stream()
                    .flatMap(group -> lags(consumer, group.getKey(), group.getValue()).stream())
                    .toList();
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return clients.consumer(
                Map.of(
                        "default.api.timeout.ms",
                        Math.toIntExact(PATIENCE.toMillis()),
                        "request.timeout.ms",
                        Math.toIntExact(PATIENCE.toMillis()) - 1,
                        "client.id",
                        "query-cli"));
    }

    private Map<TopicPartition, Long> committed(String group) throws InterruptedException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        try (Admin admin = clients.admin()) {
            Map<TopicPartition, OffsetAndMetadata> found =
                    admin.listConsumerGroupOffsets(
                                    group,
                                    new ListConsumerGroupOffsetsOptions()
                                            .timeoutMs(Math.toIntExact(PATIENCE.toMillis())))
                            .partitionsToOffsetAndMetadata()
                            .get();
            found.forEach((partition, offset) -> {
                if (offset != null) {
                    offsets.put(partition, offset.offset());
                }
            });
        } catch (ExecutionException e) {
            return committed(group, e);
        }
        return offsets;
    }

    /// A group that never committed is unknown to Kafka: then it has read nothing.
    static Map<TopicPartition, Long> committed(String group, ExecutionException e) {
        if (e.getCause() instanceof GroupIdNotFoundException) {
            return Map.of();
        }
        throw new KafkaException(
                "the offsets of the group \"" + group + "\" cannot be read: " + reason(e), e);
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause();
        return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    }

    /// A partition that the group never committed is behind from its first record on.
    private static void fromTheBeginning(
            KafkaConsumer<String, byte[]> consumer,
            Set<String> existing,
            Lane lane,
            Map<TopicPartition, Long> at) {
        Set<TopicPartition> untouched = new HashSet<>();
        Topics.raw(lane).stream()
                .map(Object::toString)
                .filter(existing::contains)
                .forEach(topic -> {
                    for (PartitionInfo partition : consumer.partitionsFor(topic)) {
                        untouched.add(new TopicPartition(topic, partition.partition()));
                    }
                });
        untouched.removeAll(at.keySet());
        at.putAll(consumer.beginningOffsets(untouched, PATIENCE));
    }

    private static List<Lag> lags(
            KafkaConsumer<String, byte[]> consumer,
            String group,
            Map<TopicPartition, Long> reached) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(reached.keySet(), PATIENCE);
        Map<TopicPartition, Long> gaps = new HashMap<>();
        reached.forEach((partition, at) ->
                gaps.put(
                        partition,
                        Math.max(0, ends.getOrDefault(partition, at) - Math.max(0, at))));
        gaps.putAll(counted(consumer, reached, ends, gaps));
        Map<String, Long> topics =
                gaps.entrySet().stream()
                        .collect(
                                Collectors.groupingBy(
                                        gap -> gap.getKey().topic(),
                                        TreeMap::new,
                                        Collectors.summingLong(Map.Entry::getValue)));
        return topics.entrySet().stream()
                .map(topic -> new Lag(group, topic.getKey(), topic.getValue()))
                .toList();
    }

    private static Map<TopicPartition, Long> counted(
            KafkaConsumer<String, byte[]> consumer,
            Map<TopicPartition, Long> reached,
            Map<TopicPartition, Long> ends,
            Map<TopicPartition, Long> gaps) {
        Set<TopicPartition> open =
                gaps.entrySet().stream()
                        .filter(gap -> gap.getValue() > 0 && gap.getValue() <= DOUBTFUL)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toCollection(HashSet::new));
        Map<TopicPartition, Long> records = new HashMap<>();
        open.forEach(partition -> records.put(partition, 0L));
        consumer.assign(open);
        open.forEach(partition ->
                consumer.seek(partition, Math.max(0, reached.getOrDefault(partition, 0L))));
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (!open.isEmpty() && System.nanoTime() < patience) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < ends.getOrDefault(partition, 0L)) {
                    records.merge(partition, 1L, Long::sum);
                }
            }
            open.removeIf(
                    partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
        }
        return records;
    }
}
