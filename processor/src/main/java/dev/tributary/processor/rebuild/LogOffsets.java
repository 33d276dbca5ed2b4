package dev.tributary.processor.rebuild;

import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.topic.ConsumerGroups;
import dev.tributary.contract.topic.TopicName;
import dev.tributary.contract.topic.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// Asks the cluster where the log ends and how far the normaliser has come.
final class LogOffsets {

    /// The application ids of the two streams, which are their consumer groups.
    private static final Map<Lane, String> NORMALISE_GROUPS =
            Map.of(
                    Lane.LIVE, ConsumerGroups.normalise(Lane.LIVE),
                    Lane.BULK, ConsumerGroups.normalise(Lane.BULK));

    private final Admin admin;

    LogOffsets(Admin admin) {
        this.admin = admin;
    }

    Set<TopicPartition> rawPartitions() throws InterruptedException {
        return partitions(
                List.of(Lane.values()).stream().flatMap(l -> Topics.raw(l).stream()).toList());
    }

    Set<TopicPartition> eventPartitions() throws InterruptedException {
        return partitions(List.of(Lane.values()).stream().map(Topics::events).toList());
    }

    /// Where readers of committed records end.
    Map<TopicPartition, Long> committedEnds(Collection<TopicPartition> partitions)
            throws InterruptedException {
        return ends(partitions, IsolationLevel.READ_COMMITTED);
    }

    /// Where the log ends, open transactions included.
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions)
            throws InterruptedException {
        return ends(partitions, IsolationLevel.READ_UNCOMMITTED);
    }

    /// What the normaliser has finished of the raw topics.
    Map<TopicPartition, Long> normalised() throws InterruptedException {
        Map<TopicPartition, Long> normalised = new HashMap<>();
        for (String group : NORMALISE_GROUPS.values()) {
            Map<TopicPartition, OffsetAndMetadata> offsets =
                    get(() ->
                            admin.listConsumerGroupOffsets(group)
                                    .partitionsToOffsetAndMetadata()
                                    .get());
            offsets.forEach((partition, offset) -> {
                if (offset != null) {
                    normalised.put(partition, offset.offset());
                }
            });
        }
        return normalised;
    }

    /// How many records `reached` lacks to be everywhere where `goal` is.
    static long behind(Map<TopicPartition, Long> reached, Map<TopicPartition, Long> goal) {
        return goal.entrySet().stream()
                .mapToLong(
                        end -> Math.max(0, end.getValue() - reached.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    private Set<TopicPartition> partitions(List<TopicName> topics) throws InterruptedException {
        return get(() -> admin.describeTopics(names(topics)).allTopicNames().get())
                .values()
                .stream()
                .flatMap(topic ->
                        topic.partitions().stream()
                                .map(p -> new TopicPartition(topic.name(), p.partition())))
                .collect(Collectors.toSet());
    }

    private static List<String> names(List<TopicName> topics) {
        return topics.stream().map(TopicName::value).toList();
    }

    private Map<TopicPartition, Long> ends(
            Collection<TopicPartition> partitions, IsolationLevel isolation)
            throws InterruptedException {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(p -> p, _ -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                get(() -> admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all().get());
        return ends.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private interface Question<T> {
        T ask() throws ExecutionException, InterruptedException;
    }

    private static <T> T get(Question<T> question) throws InterruptedException {
        try {
            return question.ask();
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka does not say where its log ends", e.getCause());
        }
    }
}
