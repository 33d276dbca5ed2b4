package dev.tributary.log;

import java.util.Map;

/// What a topic is.
///
/// @param replicas of the partition that has the fewest
/// @param config what holds, whoever set it: broker settings by their Kafka names
public record TopicFacts(String name, int partitions, int replicas, Map<String, String> config) {
    public TopicFacts {
        config = Map.copyOf(config);
    }
}
