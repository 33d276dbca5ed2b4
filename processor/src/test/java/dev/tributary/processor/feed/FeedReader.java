package dev.tributary.processor.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.change.Change;
import dev.tributary.contract.change.ChangeGap;
import dev.tributary.contract.change.ChangeJson;
import dev.tributary.contract.change.FeedHeader;
import dev.tributary.contract.change.Repeats;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.LogClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// Follows `tributary.changes` as a program would, from where it ends when this is made.
public final class FeedReader implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final Repeats repeats = new Repeats();
    private final AccountId account;
    private final List<Change> changes = new ArrayList<>();
    private final List<ChangeGap> gaps = new ArrayList<>();

    /// @param account others are passed over: tests share a topic
    public FeedReader(LogClients log, AccountId account) {
        this.account = account;
        consumer = log.consumer(Map.of());
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topics.CHANGES.value()).stream()
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /// All that was read so far, without repeats.
    public List<Change> changes() {
        consumer.poll(Duration.ofMillis(20)).forEach(this::read);
        return changes;
    }

    List<ChangeGap> gaps() {
        consumer.poll(Duration.ofMillis(20)).forEach(this::read);
        return gaps;
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        switch (ChangeJson.read(record.value())) {
            case Change change -> {
                if (change.chat().account().equals(account)) {
                    read(record, change);
                }
            }
            case ChangeGap gap -> gaps.add(gap);
        }
    }

    private void read(ConsumerRecord<String, byte[]> record, Change change) {
        long id =
                Long.parseLong(
                        new String(record.headers().lastHeader(FeedHeader.FEED_ID).value(), UTF_8));
        if (!repeats.isRepeat(record.partition(), id)) {
            changes.add(change);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
