package dev.tributary.contract.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The settings of Kafka's clients that are not the owner's to choose, because something of ours
/// rests on them.
final class ProtectedProperties {

    /// Behind which a setting is for one kind of client, as Kafka Streams writes it.
    private static final List<String> PREFIXES =
            List.of(
                    "main.consumer.",
                    "restore.consumer.",
                    "global.consumer.",
                    "consumer.",
                    "producer.",
                    "admin.");

    private static final String EXACTLY_ONCE =
            "no event is lost or doubled because the programs set it themselves";
    private static final String BYTES = "the log's form in bytes rests on it";
    private static final String ORDER = "the order within a chat rests on it";
    private static final String POSITIONS = "positions are kept with the rows, not by Kafka";
    private static final String GROUPS = "each stage has its own";
    private static final String TOPICS = "topics are made with the settings that they need";

    private static final Map<String, String> REASONS =
            Map.ofEntries(
                    Map.entry("bootstrap.servers", "set kafka.bootstrap_servers instead"),
                    Map.entry("enable.idempotence", EXACTLY_ONCE),
                    Map.entry("acks", EXACTLY_ONCE),
                    Map.entry("transactional.id", EXACTLY_ONCE),
                    Map.entry("transaction.timeout.ms", EXACTLY_ONCE),
                    Map.entry("transaction.two.phase.commit.enable", EXACTLY_ONCE),
                    Map.entry("isolation.level", EXACTLY_ONCE),
                    Map.entry("processing.guarantee", EXACTLY_ONCE),
                    Map.entry("enable.auto.commit", POSITIONS),
                    Map.entry("auto.offset.reset", POSITIONS),
                    Map.entry("group.id", GROUPS),
                    Map.entry("group.instance.id", GROUPS),
                    Map.entry("application.id", GROUPS),
                    Map.entry("key.serializer", BYTES),
                    Map.entry("value.serializer", BYTES),
                    Map.entry("key.deserializer", BYTES),
                    Map.entry("value.deserializer", BYTES),
                    Map.entry("default.key.serde", BYTES),
                    Map.entry("default.value.serde", BYTES),
                    Map.entry("max.request.size", BYTES + ": records of up to 16 MiB"),
                    Map.entry("partitioner.class", ORDER),
                    Map.entry("partitioner.ignore.keys", ORDER),
                    Map.entry("default.timestamp.extractor", ORDER),
                    Map.entry("commit.interval.ms", "set processor.commit_interval instead"),
                    Map.entry("allow.auto.create.topics", TOPICS),
                    Map.entry("replication.factor", "set kafka.replication_factor instead"));

    private ProtectedProperties() {}

    /// Why the setting is refused, empty if it is not.
    static Optional<String> reason(String property) {
        String name = property.toLowerCase(Locale.ROOT);
        for (String prefix : PREFIXES) {
            if (name.startsWith(prefix)) {
                name = name.substring(prefix.length());
                break;
            }
        }
        return Optional.ofNullable(REASONS.get(name));
    }
}
