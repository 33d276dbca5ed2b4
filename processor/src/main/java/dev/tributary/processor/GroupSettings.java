package dev.tributary.processor;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/// How several processors share a group's partitions out.
public final class GroupSettings {

    /// How long the others wait for one that was killed: the least that Kafka allows unless its
    /// operator has changed that. Who is only slow is not taken for dead, because a thread of the
    /// consumer's own shows that it lives.
    public static final Duration SESSION = Duration.ofSeconds(6);

    /// The others hear with their next heartbeat that one has come or gone.
    public static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private GroupSettings() {}

    /// Of a plain consumer. Cooperative: only what moves stands still while the group agrees, and
    /// only until it has moved.
    ///
    /// @param overrides settings of this consumer
    public static Map<String, Object> consumer(String group, Map<String, Object> overrides) {
        Map<String, Object> settings = new HashMap<>(overrides);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION.toMillis());
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) HEARTBEAT.toMillis());
        return settings;
    }
}
