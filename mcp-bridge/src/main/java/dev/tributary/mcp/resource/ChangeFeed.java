package dev.tributary.mcp.resource;

import dev.tributary.contract.change.Change;
import dev.tributary.contract.change.ChangeGap;
import dev.tributary.contract.change.ChangeJson;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.NothingReachable;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.LogClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows `tributary.changes` from now on, for all sessions of this process, without a group: what
/// was missed while it was away nobody waits for. After each connection, the first among them,
/// every subscriber is told once, because a change may have slipped through meanwhile.
public final class ChangeFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Supplier<Endpoints.Kafka> where;
    private @Nullable Thread follower;

    /// @param where asked before each connection
    public ChangeFeed(Supplier<Endpoints.Kafka> where) {
        this.where = where;
    }

    /// Begins to follow; later calls do nothing.
    public synchronized void start(Subscriptions subscriptions, BiConsumer<String, String> tell) {
        if (follower == null) {
            follower =
                    Thread.ofPlatform()
                            .daemon()
                            .name("changes")
                            .start(() -> follow(subscriptions, tell));
        }
    }

    private void follow(Subscriptions subscriptions, BiConsumer<String, String> tell) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try (KafkaConsumer<String, byte[]> consumer = connect()) {
                    subscriptions.all(tell);
                    read(consumer, subscriptions, tell);
                } catch (InterruptException | WakeupException e) {
                    return;
                } catch (NothingReachable e) {
                    LOG.atWarn()
                            .addKeyValue("error", e.getMessage())
                            .log("Nobody says where Kafka is; subscribers are told late");
                } catch (KafkaException e) {
                    LOG.atWarn()
                            .addKeyValue("error", e.getMessage())
                            .log("Changes cannot be followed; subscribers are told late");
                } catch (RuntimeException e) {
                    LOG.atError()
                            .setCause(e)
                            .log("A defect keeps changes from being followed; it is tried again");
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private KafkaConsumer<String, byte[]> connect() {
        KafkaConsumer<String, byte[]> consumer = new LogClients(where.get()).consumer(Map.of());
        try {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Topics.CHANGES.value()).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            return consumer;
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private static void read(
            KafkaConsumer<String, byte[]> consumer,
            Subscriptions subscriptions,
            BiConsumer<String, String> tell) {
        while (true) {
            List<Change> changes = new ArrayList<>();
            boolean isGap = false;
            for (ConsumerRecord<String, byte[]> entry : consumer.poll(POLL)) {
                switch (ChangeJson.read(entry.value())) {
                    case Change change -> changes.add(change);
                    case ChangeGap _ -> isGap = true;
                }
            }
            if (isGap) {
                subscriptions.all(tell);
            } else if (!changes.isEmpty()) {
                subscriptions.changed(changes, tell);
            }
        }
    }

    @Override
    public synchronized void close() {
        if (follower != null) {
            follower.interrupt();
        }
    }
}
