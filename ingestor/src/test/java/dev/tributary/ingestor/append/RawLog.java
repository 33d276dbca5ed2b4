package dev.tributary.ingestor.append;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.contract.topic.TopicName;
import dev.tributary.contract.topic.Topics;
import dev.tributary.embedded.TestStack;
import dev.tributary.log.LogClients;
import dev.tributary.log.RawRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/// What a test reads back from the log: every committed record of an account.
public final class RawLog {

    private RawLog() {}

    /// Of the broker that all tests share.
    public static LogClients clients() {
        return new LogClients(TestStack.kafka());
    }

    public static List<RawEvent> eventsOf(AccountId account, Origin origin) {
        return eventsOf(clients(), account, origin);
    }

    public static List<RawEvent> eventsOf(LogClients clients, AccountId account, Origin origin) {
        return committed(clients, Topics.raw(account.service(), origin.lane()), account).stream()
                .map(r -> RawRecords.fromRecord(r.key(), r.headers(), r.value()))
                .toList();
    }

    public static List<String> eventIdsOf(AccountId account, Origin origin) {
        return eventsOf(account, origin).stream()
                .map(event -> event.headers().get(RawHeader.EVENT_ID))
                .toList();
    }

    public static List<ConsumerRecord<String, byte[]>> deadLettersOf(AccountId account) {
        return committed(clients(), Topics.DEAD_LETTERS, account);
    }

    private static List<ConsumerRecord<String, byte[]>> committed(
            LogClients clients, TopicName topic, AccountId account) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (var consumer = clients.consumer(Map.of())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (PartitionInfo partition : consumer.partitionsFor(topic.value())) {
                partitions.add(new TopicPartition(partition.topic(), partition.partition()));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = highWatermarks(clients, partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        found.removeIf(record -> !record.key().equals(account.toString()));
        return found;
    }

    /// A commit returns before its markers are written: up to the last stable offset the newest
    /// records would be missing now and then.
    private static Map<TopicPartition, Long> highWatermarks(
            LogClients clients, List<TopicPartition> partitions) {
        try (var consumer =
                clients.consumer(
                        Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted"))) {
            return consumer.endOffsets(partitions);
        }
    }

    /// An event of a live VK Teams account.
    public static RawEvent event(AccountId account, String id, String value) {
        return event(account, id, value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    public static RawEvent event(AccountId account, String id, byte[] value) {
        return new RawEvent(
                account,
                Map.of(
                        RawHeader.EVENT_ID,
                        id,
                        RawHeader.EVENT_TYPE,
                        "newMessage",
                        RawHeader.CONTENT_TYPE,
                        ContentType.VKTEAMS_EVENT.value(),
                        RawHeader.ORIGIN,
                        Origin.LIVE.wireName(),
                        RawHeader.RECEIVED_AT,
                        "2026-01-02T03:04:05.678Z"),
                value);
    }
}
