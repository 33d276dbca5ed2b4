package dev.tributary.log;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.ClockSkew;
import dev.tributary.contract.runtime.Finding;
import dev.tributary.contract.topic.TopicSpec;
import dev.tributary.contract.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;

/// Looks at a cluster and alters nothing: whether it is there, what it lacks, and what to run.
public final class KafkaExamination {

    private static final String KAFKA = "Kafka";
    private static final int MILLIS = 10_000;

    /// `metadata.version` of Kafka 4.0, see org.apache.kafka.server.common.MetadataVersion.
    private static final short KAFKA_4_0 = 25;

    private static final Set<AclOperation> WANTED =
            Set.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE_CONFIGS);

    private static final Map<String, String> INTERNAL =
            Map.of(
                    "__transaction_state",
                    "transaction.state.log",
                    "__consumer_offsets",
                    "offsets.topic");

    private final Admin admin;
    private final Settings.Kafka settings;
    private final String servers;
    private final InstantSource clock;
    private final List<Finding> findings = new ArrayList<>();

    private KafkaExamination(
            Admin admin, Settings.Kafka settings, String servers, InstantSource clock) {
        this.admin = admin;
        this.settings = settings;
        this.servers = servers;
        this.clock = clock;
    }

    /// Waits 10 seconds at most for each answer.
    public static List<Finding> examine(
            LogClients clients, Settings.Kafka settings, InstantSource clock)
            throws InterruptedException {
        try (Admin admin =
                clients.admin(
                        Map.of(
                                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                MILLIS,
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                MILLIS))) {
            KafkaExamination examination =
                    new KafkaExamination(admin, settings, clients.servers(), clock);
            examination.names(clients);
            examination.all();
            return List.copyOf(examination.findings);
        } catch (KafkaException e) {
            return List.of(
                    Finding.unreachable(
                            KAFKA,
                            "no client of it can be made: "
                                    + (e.getCause() == null ? e : e.getCause()).getMessage(),
                            "correct kafka.bootstrap_servers or kafka.properties"));
        }
    }

    private void names(LogClients clients) {
        ClientProperties.unknown(clients.properties().keySet())
                .forEach(unknown ->
                        findings.add(
                                Finding.warning(KAFKA, unknown, "correct it in kafka.properties")));
    }

    private void all() throws InterruptedException {
        try {
            int brokers = cluster();
            version();
            clock();
            Set<String> existing = admin.listTopics().names().get();
            topics(existing);
            internal(brokers);
        } catch (ExecutionException e) {
            RuntimeException refusal =
                    ClusterRefusal.of(
                            servers, "look at it", e.getCause() == null ? e : e.getCause());
            findings.add(Finding.unreachable(KAFKA, String.valueOf(refusal.getMessage()), ""));
        }
    }

    private int cluster() throws InterruptedException, ExecutionException {
        var cluster =
                admin.describeCluster(
                        new DescribeClusterOptions().includeAuthorizedOperations(true));
        List<Node> nodes = List.copyOf(cluster.nodes().get());
        int brokers = nodes.size();
        findings.add(
                Finding.ok(
                        KAFKA, "answers at \"%s\" with %s".formatted(servers, counted(brokers))));
        if (brokers < settings.replicationFactor()) {
            findings.add(
                    Finding.problem(
                            KAFKA,
                            "it has %s and kafka.replication_factor is %d"
                                    .formatted(counted(brokers), settings.replicationFactor()),
                            "add brokers, or set kafka.replication_factor = " + brokers));
        } else if (brokers >= 3 && settings.replicationFactor() < 3) {
            findings.add(
                    Finding.warning(
                            KAFKA,
                            "kafka.replication_factor is %d: a broker that is lost takes part of the"
                                            .formatted(settings.replicationFactor())
                                    + " log with it",
                            "kafka.replication_factor = 3, before the topics are made"));
        }
        return brokers;
    }

    private static String counted(int brokers) {
        return brokers == 1 ? "1 broker" : brokers + " brokers";
    }

    private void version() throws InterruptedException {
        try {
            FinalizedVersionRange version =
                    admin.describeFeatures()
                            .featureMetadata()
                            .get()
                            .finalizedFeatures()
                            .get("metadata.version");
            if (version != null && version.maxVersionLevel() >= KAFKA_4_0) {
                findings.add(Finding.ok(KAFKA, "its version is 4.0 or newer"));
                return;
            }
            findings.add(
                    Finding.warning(
                            KAFKA,
                            "its version is older than 4.0, which nobody has tried",
                            "upgrade its brokers, and then"
                                    + " kafka-features.sh upgrade --release-version 4.0"));
        } catch (ExecutionException e) {
            unknown("its version", e);
        }
    }

    /// The leader of the controllers says when it was caught up with itself: now.
    private void clock() throws InterruptedException {
        try {
            Instant before = clock.instant();
            QuorumInfo quorum = admin.describeMetadataQuorum().quorumInfo().get();
            Instant after = clock.instant();
            OptionalLong theirs =
                    quorum.voters().stream()
                            .filter(voter -> voter.replicaId() == quorum.leaderId())
                            .mapToLong(voter -> voter.lastCaughtUpTimestamp().orElse(-1))
                            .filter(time -> time > 0)
                            .findFirst();
            theirs.ifPresent(time ->
                    findings.add(
                            ClockSkew.judge(KAFKA, before, Instant.ofEpochMilli(time), after)));
        } catch (ExecutionException e) {
            unknown("its clock", e);
        }
    }

    private void unknown(String what, ExecutionException e) {
        String reason = String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage());
        findings.add(Finding.ok(KAFKA, what + " cannot be known: " + reason));
    }

    private void topics(Set<String> existing) throws InterruptedException, ExecutionException {
        List<TopicSpec> present =
                Topics.all().stream()
                        .filter(spec -> existing.contains(spec.name().value()))
                        .toList();
        int missing = Topics.all().size() - present.size();
        if (missing > 0) {
            findings.add(
                    Finding.warning(
                            KAFKA,
                            missing + " topics are not there",
                            "nothing: the ingestor and the processor make them when they start; if"
                                    + " they may not, let an administrator run:\n"
                                    + ClusterRefusal.rights(servers)));
        }
        List<String> names = present.stream().map(spec -> spec.name().value()).toList();
        Map<String, TopicFacts> facts =
                new ClusterReader(admin, Duration.ofSeconds(1)).topics(names);
        int sound = 0;
        for (TopicSpec spec : present) {
            TopicFacts found = facts.get(spec.name().value());
            List<TopicProblem> problems =
                    found == null ? List.of() : TopicRequirements.problems(spec, found, settings);
            sound += problems.isEmpty() ? 1 : 0;
            for (TopicProblem problem : problems) {
                findings.add(
                        new Finding(
                                problem.grave() ? Finding.Level.PROBLEM : Finding.Level.WARNING,
                                KAFKA,
                                problem.sentence(),
                                problem.remedy()));
            }
        }
        if (sound > 0) {
            findings.add(Finding.ok(KAFKA, sound + " topics are as they must be"));
        }
        rights(names);
    }

    private void rights(List<String> names) throws InterruptedException, ExecutionException {
        Map<String, TopicDescription> topics =
                admin.describeTopics(
                                names,
                                new DescribeTopicsOptions().includeAuthorizedOperations(true))
                        .allTopicNames()
                        .get();
        String lacking =
                topics.values().stream()
                        .filter(topic -> topic.authorizedOperations() != null)
                        .filter(topic -> !topic.authorizedOperations().containsAll(WANTED))
                        .map(TopicDescription::name)
                        .sorted()
                        .collect(Collectors.joining(", "));
        if (!lacking.isEmpty()) {
            findings.add(
                    Finding.problem(
                            KAFKA,
                            "this user may not read, write and look at the settings of " + lacking,
                            ClusterRefusal.rights(servers)));
        }
    }

    /// Topics of Kafka's own are made when they are first needed; where they cannot be, whoever
    /// needs them waits for ever.
    private void internal(int brokers) throws InterruptedException {
        try {
            Set<String> existing =
                    admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
            String node = admin.describeCluster().nodes().get().iterator().next().idString();
            ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node);
            Config config = admin.describeConfigs(List.of(broker)).all().get().get(broker);
            INTERNAL.forEach((topic, prefix) -> {
                ConfigEntry replicas =
                        config == null ? null : config.get(prefix + ".replication.factor");
                if (!existing.contains(topic)
                        && replicas != null
                        && Integer.parseInt(String.valueOf(replicas.value())) > brokers) {
                    findings.add(
                            Finding.problem(
                                    KAFKA,
                                    "%s wants %s replicas of %s: it cannot be made and"
                                                    .formatted(
                                                            topic,
                                                            replicas.value(),
                                                            counted(brokers))
                                            + " no transaction can begin",
                                    "in server.properties of each broker: %s.replication.factor=%d"
                                                    .formatted(prefix, brokers)
                                            + (prefix.startsWith("transaction")
                                                    ? " and transaction.state.log.min.isr=1"
                                                    : "")));
                }
            });
        } catch (ExecutionException e) {
            unknown("whether transactions can begin", e);
        }
    }
}
