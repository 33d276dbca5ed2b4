package dev.tributary.log.examination;

import static dev.tributary.log.examination.KafkaExamination.KAFKA;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.ClockSkew;
import dev.tributary.contract.runtime.Finding;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.internals.Topic;
import org.jspecify.annotations.Nullable;

/// The brokers themselves.
record ClusterLook(Admin admin, InstantSource clock) {

    /// `metadata.version` of Kafka 4.0, see org.apache.kafka.server.common.MetadataVersion.
    private static final short KAFKA_4_0 = 25;

    private static final Map<String, String> INTERNAL =
            Map.of(
                    Topic.TRANSACTION_STATE_TOPIC_NAME,
                    "transaction.state.log",
                    Topic.GROUP_METADATA_TOPIC_NAME,
                    "offsets.topic");

    int brokers() throws InterruptedException, ExecutionException {
        return admin.describeCluster().nodes().get().size();
    }

    static List<Finding> size(String servers, int brokers, Settings.Kafka settings) {
        Finding answers =
                Finding.ok(KAFKA, "answers at \"%s\" with %s".formatted(servers, counted(brokers)));
        if (brokers < settings.replicationFactor()) {
            return List.of(
                    answers,
                    Finding.problem(
                            KAFKA,
                            "it has %s and kafka.replication_factor is %d"
                                    .formatted(counted(brokers), settings.replicationFactor()),
                            "add brokers, or set kafka.replication_factor = " + brokers));
        }
        if (brokers >= 3 && settings.replicationFactor() < 3) {
            return List.of(
                    answers,
                    Finding.warning(
                            KAFKA,
                            "kafka.replication_factor is %d: a broker that is lost takes part of the"
                                            .formatted(settings.replicationFactor())
                                    + " log with it",
                            "kafka.replication_factor = 3, before the topics are made"));
        }
        return List.of(answers);
    }

    private static String counted(int brokers) {
        return brokers == 1 ? "1 broker" : brokers + " brokers";
    }

    List<Finding> version() throws InterruptedException {
        try {
            FinalizedVersionRange version =
                    admin.describeFeatures()
                            .featureMetadata()
                            .get()
                            .finalizedFeatures()
                            .get("metadata.version");
            if (version != null && version.maxVersionLevel() >= KAFKA_4_0) {
                return List.of(Finding.ok(KAFKA, "its version is 4.0 or newer"));
            }
            return List.of(
                    Finding.warning(
                            KAFKA,
                            "its version is older than 4.0, which nobody has tried",
                            "upgrade its brokers, and then"
                                    + " kafka-features.sh upgrade --release-version 4.0"));
        } catch (ExecutionException e) {
            return KafkaExamination.unknown("its version", e);
        }
    }

    /// The leader of the controllers says when it was caught up with itself: now.
    List<Finding> skew() throws InterruptedException {
        try {
            Instant before = clock.instant();
            QuorumInfo quorum = admin.describeMetadataQuorum().quorumInfo().get();
            Instant after = clock.instant();
            return quorum.voters().stream()
                    .filter(voter -> voter.replicaId() == quorum.leaderId())
                    .map(voter -> voter.lastCaughtUpTimestamp().orElse(-1))
                    .filter(time -> time > 0)
                    .map(time -> ClockSkew.judge(KAFKA, before, Instant.ofEpochMilli(time), after))
                    .toList();
        } catch (ExecutionException e) {
            return KafkaExamination.unknown("its clock", e);
        }
    }

    /// Topics of Kafka's own are made when they are first needed; where they cannot be, whoever
    /// needs them waits for ever.
    List<Finding> impossible(int brokers) throws InterruptedException {
        try {
            Set<String> existing =
                    admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
            String node = admin.describeCluster().nodes().get().iterator().next().idString();
            ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node);
            Config config = admin.describeConfigs(List.of(broker)).all().get().get(broker);
            return INTERNAL.entrySet().stream()
                    .filter(topic -> !existing.contains(topic.getKey()))
                    .filter(topic -> replicas(config, topic.getValue()) > brokers)
                    .map(topic ->
                            impossible(
                                    topic.getKey(),
                                    topic.getValue(),
                                    replicas(config, topic.getValue()),
                                    brokers))
                    .toList();
        } catch (ExecutionException e) {
            return KafkaExamination.unknown("whether transactions can begin", e);
        }
    }

    /// 0 where the broker does not say.
    private static int replicas(@Nullable Config config, String prefix) {
        ConfigEntry entry = config == null ? null : config.get(prefix + ".replication.factor");
        return entry == null || entry.value() == null ? 0 : Integer.parseInt(entry.value());
    }

    private static Finding impossible(String topic, String prefix, int replicas, int brokers) {
        String smaller =
                "in server.properties of each broker: %s.replication.factor=%d"
                        .formatted(prefix, brokers);
        return Finding.problem(
                KAFKA,
                "%s wants %d replicas of %s: it cannot be made and no transaction can begin"
                        .formatted(topic, replicas, counted(brokers)),
                prefix.startsWith("transaction")
                        ? smaller + " and transaction.state.log.min.isr=1"
                        : smaller);
    }
}
