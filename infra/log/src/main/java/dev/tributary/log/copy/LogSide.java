package dev.tributary.log.copy;

import dev.tributary.contract.topic.TopicName;
import dev.tributary.log.LogClients;
import dev.tributary.log.copy.CopyReport.Content;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;

/// One of the two logs, as far as it is read.
record LogSide(Admin admin, TopicReader reader) implements AutoCloseable {

    static LogSide open(LogClients log) {
        return new LogSide(
                log.admin(),
                new TopicReader(
                        log.byteConsumer(Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000))));
    }

    String clusterId() throws InterruptedException, ExecutionException {
        return admin.describeCluster().clusterId().get();
    }

    Set<String> topics() throws InterruptedException, ExecutionException {
        return admin.listTopics().names().get();
    }

    /// The high watermark of each partition.
    Map<TopicPartition, Long> ends(TopicName topic)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions(topic).forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest)
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /// What stands before the ends.
    Content content(CopiedTopic topic, Map<TopicPartition, Long> ends) {
        ContentDigest digest = new ContentDigest(topic.comparison());
        Map<TopicPartition, Long> beginning = new HashMap<>(ends);
        beginning.replaceAll((_, _) -> 0L);
        reader.read(
                beginning,
                ends,
                records ->
                        records.stream()
                                .filter(record -> topic.selection().holds(record.headers()))
                                .forEach(digest::add));
        return digest.content();
    }

    private List<TopicPartition> partitions(TopicName topic)
            throws InterruptedException, ExecutionException {
        int count =
                admin.describeTopics(List.of(topic.value()))
                        .allTopicNames()
                        .get()
                        .values()
                        .iterator()
                        .next()
                        .partitions()
                        .size();
        return IntStream.range(0, count)
                .mapToObj(partition -> new TopicPartition(topic.value(), partition))
                .toList();
    }

    @Override
    public void close() {
        reader.close();
        admin.close();
    }
}
