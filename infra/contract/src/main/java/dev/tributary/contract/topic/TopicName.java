package dev.tributary.contract.topic;

/// The name of a Kafka topic.
public record TopicName(String value) implements Comparable<TopicName> {

    @Override
    public int compareTo(TopicName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
