package dev.tributary.log.copy;

import dev.tributary.contract.topic.TopicName;
import java.util.List;

/// What a copy has found on both sides.
public record CopyReport(List<Topic> topics) {

    public CopyReport {
        topics = List.copyOf(topics);
    }

    /// @param copied records that this run wrote
    public record Topic(TopicName name, long copied, Content from, Content to) {
        public boolean isEqual() {
            return from.equals(to);
        }
    }

    /// @param records of a compacted topic: keys
    /// @param checksum over partitions, keys, values, headers and times, hexadecimal
    public record Content(long records, long bytes, String checksum) {}

    public boolean isEqual() {
        return topics.stream().allMatch(Topic::isEqual);
    }
}
