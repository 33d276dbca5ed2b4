package dev.tributary.contract.topic;

import dev.tributary.contract.identity.Service;
import dev.tributary.contract.raw.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The topics of the house.
public final class Topics {

    /// The most bytes of one record, on every topic that carries events.
    public static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;

    /// Key: account + stream. Value: where an ingestor goes on, see the ingestor's cursors.
    public static final TopicName CURSORS = new TopicName("tributary.cursors");

    /// Key: model fingerprint + text hash. Value: the vector.
    public static final TopicName EMBEDDINGS = new TopicName("tributary.embeddings");

    /// Key: account. Value: the raw bytes that could not be used; the headers say why and where
    /// they stood.
    public static final TopicName DEAD_LETTERS = new TopicName("tributary.dead-letters");

    /// Key: chat. Value: what was committed just now, see
    /// [dev.tributary.contract.change.FeedEntry].
    public static final TopicName CHANGES = new TopicName("tributary.changes");

    /// Where the change feed goes on in Postgres' write-ahead log.
    public static final TopicName FEED_OFFSETS = new TopicName("tributary.feed-offsets");

    /// What the names of all raw topics begin with.
    public static final String RAW_PREFIX = "tributary.raw.";

    /// No records: its one partition is what an account's group of ingestors shares out, see
    /// [ConsumerGroups#lease].
    public static final TopicName LEASES = new TopicName("tributary.leases");

    private static final int PARTITIONS = 12;
    private static final Map<String, String> FOR_EVER =
            Map.of("retention.ms", "-1", "retention.bytes", "-1");
    private static final Map<String, String> DERIVED =
            Map.of("retention.ms", Long.toString(Duration.ofDays(7).toMillis()));
    private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

    /// Each transaction writes a cursor and compaction leaves the newest segment alone: a small one
    /// keeps short what a starting ingestor has to read.
    private static final Map<String, String> COMPACTED_OFTEN =
            Map.of(
                    "cleanup.policy",
                    "compact",
                    "segment.bytes",
                    Integer.toString(4 * MAX_RECORD_BYTES));

    /// The same for a record of a hundred bytes that is written with each change.
    private static final Map<String, String> COMPACTED_AT_ONCE =
            Map.of("cleanup.policy", "compact", "segment.bytes", "1048576");

    private Topics() {}

    /// Key: account. Value: the service's bytes untouched.
    public static TopicName raw(Service service, Lane lane) {
        return new TopicName(RAW_PREFIX + service.wireName() + lane.topicSuffix());
    }

    /// The raw topics of one lane, over all services.
    public static List<TopicName> raw(Lane lane) {
        return List.of(Service.values()).stream().map(s -> raw(s, lane)).toList();
    }

    /// Key: account + chat. Value: one event.
    public static TopicName events(Lane lane) {
        return new TopicName("tributary.events" + lane.topicSuffix());
    }

    /// How many the topic has, for life.
    public static int partitions(TopicName topic) {
        return all().stream()
                .filter(spec -> spec.name().equals(topic))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no topic " + topic))
                .partitions();
    }

    /// Every topic that must exist before a program of ours starts.
    public static List<TopicSpec> all() {
        List<TopicSpec> specs = new ArrayList<>();
        for (Lane lane : Lane.values()) {
            for (TopicName raw : raw(lane)) {
                specs.add(spec(raw, PARTITIONS, FOR_EVER));
            }
            specs.add(spec(events(lane), PARTITIONS, DERIVED));
        }
        specs.add(spec(CURSORS, PARTITIONS, COMPACTED_OFTEN));
        specs.add(spec(EMBEDDINGS, PARTITIONS, COMPACTED));
        specs.add(spec(DEAD_LETTERS, 1, FOR_EVER));
        specs.add(spec(CHANGES, PARTITIONS, DERIVED));
        specs.add(spec(FEED_OFFSETS, 1, COMPACTED_AT_ONCE));
        specs.add(spec(LEASES, 1, DERIVED));
        return List.copyOf(specs);
    }

    private static TopicSpec spec(TopicName name, int partitions, Map<String, String> kept) {
        var config = new java.util.HashMap<>(kept);
        config.put("max.message.bytes", Integer.toString(MAX_RECORD_BYTES));
        // A copy of the log keeps its times.
        config.put("message.timestamp.type", "CreateTime");
        return new TopicSpec(name, partitions, config);
    }
}
