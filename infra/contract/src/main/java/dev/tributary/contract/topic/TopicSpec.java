package dev.tributary.contract.topic;

import java.util.Map;

/// How a topic is made: partitions are for life, because they decide where a key lives.
///
/// @param config broker settings by their Kafka names
public record TopicSpec(TopicName name, int partitions, Map<String, String> config) {

    public TopicSpec {
        config = Map.copyOf(config);
    }
}
