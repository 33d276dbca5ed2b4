package dev.tributary.log;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.topic.TopicSpec;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.TopicConfig;

/// Holds a topic against its specification. What is there is never altered by us: its owner may
/// have reasons, and a wrong retention may already have deleted what was to be kept.
public final class TopicRequirements {

    private static final long FOR_EVER = -1;

    private final TopicSpec wanted;
    private final TopicFacts found;
    private final Settings.Kafka settings;
    private final List<TopicProblem> problems = new ArrayList<>();

    private TopicRequirements(TopicSpec wanted, TopicFacts found, Settings.Kafka settings) {
        this.wanted = wanted;
        this.found = found;
        this.settings = settings;
    }

    /// @return empty if the topic will do
    public static List<TopicProblem> problems(
            TopicSpec wanted, TopicFacts found, Settings.Kafka settings) {
        return new TopicRequirements(wanted, found, settings).check();
    }

    private List<TopicProblem> check() {
        partitions();
        cleanup();
        retention(TopicConfig.RETENTION_MS_CONFIG, "milliseconds");
        retention(TopicConfig.RETENTION_BYTES_CONFIG, "bytes a partition");
        recordSize();
        recordTime();
        replicas();
        return List.copyOf(problems);
    }

    private void partitions() {
        if (found.partitions() != wanted.partitions()) {
            problems.add(
                    new TopicProblem(
                            true,
                            topic()
                                    + " has "
                                    + found.partitions()
                                    + " partitions and needs "
                                    + wanted.partitions(),
                            "partitions are for life: delete the topic if it is empty, otherwise"
                                    + " restore the log from a backup in which it has them (see"
                                    + " docs/operations.md)"));
        }
    }

    private void cleanup() {
        String policy = wanted(TopicConfig.CLEANUP_POLICY_CONFIG, "delete");
        String is = found(TopicConfig.CLEANUP_POLICY_CONFIG, "delete");
        if (!is.equals(policy)) {
            grave(TopicConfig.CLEANUP_POLICY_CONFIG, is, policy, whatIsLost(policy));
        }
    }

    private static String whatIsLost(String policy) {
        return policy.equals("compact")
                ? "what is the last of its key would be deleted with time"
                : "all but the last record of each key would be deleted";
    }

    private void retention(String key, String unit) {
        if (found(TopicConfig.CLEANUP_POLICY_CONFIG, "delete").equals("compact")) {
            return;
        }
        long needed = number(wanted(key, "-1"));
        long is = number(found(key, "-1"));
        boolean isLess = is != FOR_EVER && (needed == FOR_EVER || is < needed);
        if (isLess) {
            grave(
                    key,
                    Long.toString(is),
                    Long.toString(needed),
                    needed == FOR_EVER
                            ? "the log is the truth and is kept for ever"
                            : "a processor that is away longer than so many "
                                    + unit
                                    + " would lose events");
        }
    }

    private void recordSize() {
        String key = TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
        long needed = number(wanted(key, "0"));
        long is = number(found(key, Long.toString(needed)));
        if (is < needed) {
            grave(
                    key,
                    Long.toString(is),
                    Long.toString(needed),
                    "an event of that size could not be written");
        }
    }

    private void recordTime() {
        String key = TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
        String is = found(key, "CreateTime");
        if (!is.equals("CreateTime")) {
            light(key, is, "CreateTime", "a copy of the log would get other times");
        }
    }

    private void replicas() {
        if (found.replicas() < settings.replicationFactor()) {
            problems.add(
                    new TopicProblem(
                            false,
                            topic()
                                    + " has "
                                    + found.replicas()
                                    + (found.replicas() == 1 ? " replica" : " replicas")
                                    + " and kafka.replication_factor is "
                                    + settings.replicationFactor(),
                            "kafka-reassign-partitions.sh, see"
                                + " https://kafka.apache.org/documentation/#basic_ops_increase_replication_factor;"
                                + " or set kafka.replication_factor = "
                                    + found.replicas()));
        }
        String key = TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
        long minimum = number(found(key, "1"));
        if (minimum > found.replicas()) {
            grave(
                    key,
                    Long.toString(minimum),
                    Integer.toString(Math.min(settings.minInsyncReplicas(), found.replicas())),
                    "with " + found.replicas() + " replicas nothing could be written");
        } else if (minimum < Math.min(settings.minInsyncReplicas(), found.replicas())) {
            light(
                    key,
                    Long.toString(minimum),
                    Integer.toString(settings.minInsyncReplicas()),
                    "what was acknowledged could be lost with one broker");
        }
    }

    private void grave(String key, String is, String needed, String why) {
        problems.add(setting(true, key, is, needed, why));
    }

    private void light(String key, String is, String needed, String why) {
        problems.add(setting(false, key, is, needed, why));
    }

    private TopicProblem setting(boolean grave, String key, String is, String needed, String why) {
        return new TopicProblem(
                grave,
                "%s has %s = %s and needs %s: %s".formatted(topic(), key, is, needed, why),
                "kafka-configs.sh --bootstrap-server %s --alter --topic %s --add-config %s=%s"
                        .formatted(
                                settings.bootstrapServers() == null
                                        ? "HOST:PORT"
                                        : settings.bootstrapServers(),
                                found.name(),
                                key,
                                needed));
    }

    private String topic() {
        return "the topic \"" + found.name() + "\"";
    }

    private String wanted(String key, String otherwise) {
        return wanted.config().getOrDefault(key, otherwise);
    }

    /// Absent where the cluster does not say: then nothing is held against it.
    private String found(String key, String otherwise) {
        return found.config().getOrDefault(key, otherwise);
    }

    private static long number(String text) {
        return Long.parseLong(text);
    }
}
