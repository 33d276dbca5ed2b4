package dev.tributary.log;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.NothingReachable;
import dev.tributary.contract.topic.TopicSpec;
import dev.tributary.contract.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the topics that are missing and refuses those that are not as the design needs them; never
/// alters one. Safe when several programs start at once.
public final class TopicProvisioner {

    private static final Logger log = LoggerFactory.getLogger(TopicProvisioner.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Admin admin;
    private final ClusterReader cluster;
    private final Settings.Kafka settings;
    private final String servers;

    private TopicProvisioner(Admin admin, Settings.Kafka settings, String servers) {
        this.admin = admin;
        this.cluster = new ClusterReader(admin, PATIENCE);
        this.settings = settings;
        this.servers = servers;
    }

    /// For a broker of our own: one replica.
    public static void provision(LogClients clients) throws InterruptedException {
        provision(clients, Settings.Kafka.embedded());
    }

    /// Waits for the cluster 15 seconds at most: people look on.
    ///
    /// @throws NothingReachable if no cluster answers
    /// @throws IllegalStateException if the cluster refuses a topic, cannot hold it, has one that
    ///   is not as it must be, or cannot be spoken to by these settings
    public static void provision(LogClients clients, Settings.Kafka settings)
            throws InterruptedException {
        provision(clients, settings, PATIENCE);
    }

    static void provision(LogClients clients, Settings.Kafka settings, Duration patience)
            throws InterruptedException {
        int millis = Math.toIntExact(patience.toMillis());
        String servers = clients.servers();
        ClientProperties.unknown(clients.properties().keySet())
                .forEach(unknown ->
                        log.atWarn().addKeyValue("error", unknown).log("a setting has no effect"));
        try (Admin admin =
                clients.admin(
                        Map.of(
                                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                millis,
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                millis))) {
            new TopicProvisioner(admin, settings, servers).provision();
        } catch (TimeoutException e) {
            throw ClusterRefusal.of(servers, "", e);
        } catch (KafkaException e) {
            String reason = String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage());
            throw new IllegalStateException(
                    "no client of Kafka at \""
                            + servers
                            + "\" can be made: "
                            + reason
                            + "; check kafka.bootstrap_servers and kafka.properties",
                    e);
        }
    }

    private void provision() throws InterruptedException {
        try {
            createMissing();
            Map<String, TopicFacts> topics = cluster.topics(names());
            check(topics);
            awaitLeaders(topics);
        } catch (ExecutionException e) {
            throw refusal("look at its topics", e);
        }
    }

    private static List<String> names() {
        return Topics.all().stream().map(spec -> spec.name().value()).toList();
    }

    private void createMissing() throws InterruptedException, ExecutionException {
        var existing = admin.listTopics().names().get();
        List<TopicSpec> missing =
                Topics.all().stream()
                        .filter(spec -> !existing.contains(spec.name().value()))
                        .toList();
        if (missing.isEmpty()) {
            return;
        }
        int brokers = admin.describeCluster().nodes().get().size();
        if (brokers < settings.replicationFactor()) {
            throw new IllegalStateException(
                    "Kafka at \""
                            + servers
                            + "\" has "
                            + brokers
                            + (brokers == 1 ? " broker" : " brokers")
                            + " and kafka.replication_factor is "
                            + settings.replicationFactor()
                            + "; add brokers, or set kafka.replication_factor to "
                            + brokers
                            + " at most");
        }
        for (var created :
                admin.createTopics(missing.stream().map(this::topic).toList())
                        .values()
                        .entrySet()) {
            await(created.getKey(), created.getValue());
        }
    }

    private NewTopic topic(TopicSpec spec) {
        Map<String, String> config = new HashMap<>(spec.config());
        config.put(
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                Integer.toString(settings.minInsyncReplicas()));
        return new NewTopic(
                        spec.name().value(),
                        spec.partitions(),
                        (short) settings.replicationFactor())
                .configs(config);
    }

    private void await(String topic, KafkaFuture<Void> created) throws InterruptedException {
        try {
            created.get();
        } catch (ExecutionException e) {
            // Another program was faster.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw refusal("create the topic \"" + topic + "\"", e);
            }
        }
    }

    private RuntimeException refusal(String attempt, ExecutionException e) {
        return ClusterRefusal.of(servers, attempt, e.getCause() == null ? e : e.getCause());
    }

    private void check(Map<String, TopicFacts> topics) {
        List<TopicProblem> problems =
                Topics.all().stream()
                        .flatMap(spec -> {
                            TopicFacts found = topics.get(spec.name().value());
                            return found == null
                                    ? Stream.of()
                                    : TopicRequirements.problems(spec, found, settings).stream();
                        })
                        .toList();
        problems.stream()
                .filter(problem -> !problem.grave())
                .forEach(problem ->
                        log.atWarn()
                                .addKeyValue("error", problem.sentence())
                                .addKeyValue("remedy", problem.remedy())
                                .log("a topic is less than was asked for"));
        String grave =
                problems.stream()
                        .filter(TopicProblem::grave)
                        .map(problem -> "\n  - " + problem.sentence() + "\n    " + problem.remedy())
                        .collect(Collectors.joining());
        if (!grave.isEmpty()) {
            throw new IllegalStateException(
                    "Kafka at \"" + servers + "\" has topics that cannot hold the log:" + grave);
        }
    }

    /// A topic exists before its leaders do. An idempotent producer that writes in between can end
    /// up with a first batch that counts as written and is sent again, and then tries in vain.
    private void awaitLeaders(Map<String, TopicFacts> topics)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (TopicFacts topic : topics.values()) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                partitions.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        admin.listOffsets(partitions).all().get();
    }
}
