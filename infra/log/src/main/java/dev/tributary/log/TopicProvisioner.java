package dev.tributary.log;

import dev.tributary.contract.runtime.NothingReachable;
import dev.tributary.contract.topic.TopicSpec;
import dev.tributary.contract.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Makes the topics that are missing and refuses those that are not as the design needs them. Safe
/// when several programs start at once.
public final class TopicProvisioner {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long PAUSE_MILLIS = 50;

    private final Admin admin;
    private final short replicationFactor;

    private TopicProvisioner(Admin admin, int replicationFactor) {
        this.admin = admin;
        this.replicationFactor = (short) replicationFactor;
    }

    /// Waits for the cluster 15 seconds at most: people look on.
    ///
    /// @throws NothingReachable if no cluster answers
    /// @throws IllegalStateException if the cluster refuses a topic, has one with another number of
    ///   partitions, or cannot be spoken to by these settings
    public static void provision(LogClients clients, int replicationFactor)
            throws InterruptedException {
        provision(clients, replicationFactor, PATIENCE);
    }

    static void provision(LogClients clients, int replicationFactor, Duration patience)
            throws InterruptedException {
        int millis = Math.toIntExact(patience.toMillis());
        Map<String, Object> impatient = new HashMap<>(clients.properties());
        impatient.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        impatient.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        String servers = "\"" + impatient.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG) + "\"";
        try (Admin admin = Admin.create(impatient)) {
            new TopicProvisioner(admin, replicationFactor).provision();
        } catch (TimeoutException e) {
            throw new NothingReachable(
                    "Kafka at "
                            + servers
                            + " does not answer ("
                            + e.getMessage()
                            + "); check that it runs (tributary status) and"
                            + " kafka.bootstrap_servers");
        } catch (KafkaException e) {
            String reason = String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage());
            throw new IllegalStateException(
                    "no client of Kafka at "
                            + servers
                            + " can be made: "
                            + reason
                            + "; check kafka.bootstrap_servers and kafka.properties",
                    e);
        }
    }

    private void provision() throws InterruptedException {
        try {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing =
                    Topics.all().stream()
                            .filter(spec -> !existing.contains(spec.name().value()))
                            .map(spec ->
                                    new NewTopic(
                                                    spec.name().value(),
                                                    spec.partitions(),
                                                    replicationFactor)
                                            .configs(spec.config()))
                            .toList();
            for (var created : admin.createTopics(missing).values().entrySet()) {
                create(created.getKey(), created.getValue());
            }
            awaitLeaders(checkPartitions());
        } catch (ExecutionException e) {
            throw refusal("Kafka does not let us look at its topics: ", e);
        }
    }

    /// @throws TimeoutException if that is all that went wrong
    private static IllegalStateException refusal(String sentence, ExecutionException e) {
        if (e.getCause() instanceof TimeoutException timeout) {
            throw timeout;
        }
        return new IllegalStateException(sentence + e.getMessage(), e);
    }

    private static void create(String topic, KafkaFuture<Void> created)
            throws InterruptedException {
        try {
            created.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw refusal("Kafka refuses to create the topic \"" + topic + "\": ", e);
            }
        }
    }

    private Collection<TopicDescription> checkPartitions()
            throws InterruptedException, ExecutionException {
        Map<String, Integer> wanted =
                Topics.all().stream()
                        .collect(
                                Collectors.toMap(
                                        spec -> spec.name().value(), TopicSpec::partitions));
        Map<String, TopicDescription> found = describe(wanted.keySet());
        for (TopicDescription topic : found.values()) {
            int partitions = topic.partitions().size();
            if (partitions != wanted.getOrDefault(topic.name(), partitions)) {
                throw new IllegalStateException(
                        "the topic \""
                                + topic.name()
                                + "\" has "
                                + partitions
                                + " partitions and needs "
                                + wanted.get(topic.name())
                                + "; partitions are for life, so move its data to a topic with the"
                                + " right number");
            }
        }
        return found.values();
    }

    /// A broker may not have heard yet of a topic that the controller has just made.
    private Map<String, TopicDescription> describe(Set<String> topics)
            throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return admin.describeTopics(topics).allTopicNames().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
                        || System.nanoTime() > deadline) {
                    throw e;
                }
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /// A topic exists before its leaders do. An idempotent producer that writes in between can end
    /// up with a first batch that counts as written and is sent again, and then tries in vain.
    private void awaitLeaders(Collection<TopicDescription> topics)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (TopicDescription topic : topics) {
            topic.partitions()
                    .forEach(partition ->
                            partitions.put(
                                    new TopicPartition(topic.name(), partition.partition()),
                                    OffsetSpec.latest()));
        }
        admin.listOffsets(partitions).all().get();
    }
}
