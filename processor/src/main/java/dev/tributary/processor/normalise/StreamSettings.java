package dev.tributary.processor.normalise;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.topic.ConsumerGroups;
import dev.tributary.contract.topic.Topics;
import dev.tributary.processor.GroupSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;

/// The settings of a lane's Kafka Streams application. Live is set for latency, bulk for
/// throughput, both for little memory: there is no state, so there is no cache and no directory.
final class StreamSettings {

    private static final Duration BULK_COMMIT_INTERVAL = Duration.ofMillis(200);

    /// After a crash readers of committed records wait this long for the open transaction to be
    /// given up, and so does who takes the partitions over: no longer than for the old member.
    private static final Duration TRANSACTION = GroupSettings.SESSION;

    private StreamSettings() {}

    /// @param clients what every client starts from
    static Map<String, Object> of(
            Lane lane, Settings.Processor settings, Map<String, Object> clients) {
        Map<String, Object> config = new HashMap<>(clients);
        Duration commit =
                switch (lane) {
                    case LIVE -> settings.commitInterval();
                    case BULK -> BULK_COMMIT_INTERVAL;
                };
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, ConsumerGroups.normalise(lane));
        config.put(StreamsConfig.CLIENT_ID_CONFIG, ConsumerGroups.normalise(lane));
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commit.toMillis());
        config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        config.put(StreamsConfig.METADATA_MAX_AGE_CONFIG, 30_000L);
        // The event topics forget by the records' time: it must be the time of deriving, or a
        // replay
        // of old raw records would be forgotten before it is read.
        config.put(
                StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG,
                WallclockTimestampExtractor.class);
        // The order between services means nothing: never wait for a slow one.
        config.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        // A commit is due only between two polls, so a poll must not outlast the interval.
        config.put(StreamsConfig.POLL_MS_CONFIG, Math.clamp(commit.toMillis() / 2, 5L, 100L));
        consumer(lane, config);
        producer(lane, commit, config);
        return config;
    }

    private static void consumer(Lane lane, Map<String, Object> config) {
        boolean live = lane == Lane.LIVE;
        config.put(consumer(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), live ? 500 : 2000);
        config.put(consumer(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), live ? 100 : 500);
        config.put(consumer(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), 8 * 1024 * 1024);
        // An import is one account and so one partition.
        config.put(
                consumer(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
                live ? 512 * 1024 : 4 * 1024 * 1024);
        config.put(
                consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                (int) GroupSettings.SESSION.toMillis());
        config.put(
                consumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                (int) GroupSettings.HEARTBEAT.toMillis());
        config.put(consumer(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    }

    private static void producer(Lane lane, Duration commit, Map<String, Object> config) {
        config.put(producer(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        config.put(producer(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topics.MAX_RECORD_BYTES);
        config.put(producer(ProducerConfig.LINGER_MS_CONFIG), lane == Lane.LIVE ? 2 : 50);
        config.put(
                producer(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                (int) Math.max(TRANSACTION.toMillis(), 2 * commit.toMillis()));
    }

    private static String consumer(String key) {
        return StreamsConfig.mainConsumerPrefix(key);
    }

    private static String producer(String key) {
        return StreamsConfig.producerPrefix(key);
    }
}
