package dev.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.topic.TopicSpec;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.ClusterReader;
import dev.tributary.log.LogClients;
import dev.tributary.log.TopicFacts;
import dev.tributary.log.TopicProvisioner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("stack")
class TopicProvisionerIT {

    private static final String RAW = Topics.raw(Service.VKTEAMS, Lane.LIVE).value();

    @TempDir Path directory;

    @Test
    void eight_programs_that_start_at_once_make_each_topic_once_on_three_brokers()
            throws Exception {
        // Given
        try (TestCluster cluster = TestCluster.start(directory, TestCluster.Plan.of(3));
                ExecutorService programs = Executors.newThreadPerTaskExecutor(Thread::new)) {
            LogClients clients = clients(cluster, Map.of());
            CyclicBarrier together = new CyclicBarrier(8);
            Callable<Boolean> program =
                    () -> {
                        together.await();
                        TopicProvisioner.provision(clients, settings(3));
                        return true;
                    };

            // When
            List<Future<Boolean>> provisioned =
                    new ArrayList<>(
                            IntStream.range(0, 8).mapToObj(_ -> programs.submit(program)).toList());

            // Then
            for (Future<Boolean> one : provisioned) {
                assertThat(one.get()).isTrue();
            }
            Map<String, TopicFacts> topics = topics(clients);
            for (TopicSpec spec : Topics.all()) {
                TopicFacts found = topics.get(spec.name().value());
                assertThat(found.partitions()).isEqualTo(spec.partitions());
                assertThat(found.replicas()).isEqualTo(3);
                assertThat(found.config())
                        .containsAllEntriesOf(spec.config())
                        .containsEntry("min.insync.replicas", "2");
            }
        }
    }

    @Test
    void a_cluster_with_fewer_brokers_than_replicas_is_refused_and_left_as_it_was()
            throws Exception {
        // Given
        try (TestCluster cluster = TestCluster.start(directory, TestCluster.Plan.of(1))) {
            LogClients clients = clients(cluster, Map.of());

            // When
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> TopicProvisioner.provision(clients, settings(3)))

                    // Then
                    .withMessage(
                            "Kafka at \"%s\" has 1 broker and kafka.replication_factor is 3; add"
                                    + " brokers, or set kafka.replication_factor to 1 at most",
                            cluster.bootstrapServers());
            try (Admin admin = clients.admin()) {
                assertThat(admin.listTopics().names().get()).isEmpty();
            }
        }
    }

    @Test
    void topics_that_cannot_hold_the_log_are_refused_all_at_once_and_not_altered()
            throws Exception {
        // Given
        try (TestCluster cluster = TestCluster.start(directory, TestCluster.Plan.of(1))) {
            LogClients clients = clients(cluster, Map.of());
            try (Admin admin = clients.admin()) {
                admin.createTopics(
                                List.of(
                                        new NewTopic(RAW, 13, (short) 1),
                                        new NewTopic(Topics.CURSORS.value(), 12, (short) 1)))
                        .all()
                        .get();
            }

            // When
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> TopicProvisioner.provision(clients, settings(1)))

                    // Then
                    .withMessageContaining("the topic \"%s\" has 13 partitions and needs 12", RAW)
                    .withMessageContaining(
                            "the topic \"%s\" has retention.ms = 604800000 and needs -1", RAW)
                    .withMessageContaining(
                            "the topic \"%s\" has max.message.bytes = 1048588 and needs 16777216",
                            RAW)
                    .withMessageContaining(
                            "the topic \"tributary.cursors\" has cleanup.policy = delete and needs"
                                    + " compact");
            assertThat(topics(clients).get(RAW).config())
                    .containsEntry("retention.ms", "604800000");
        }
    }

    @Test
    void a_user_who_may_not_create_topics_is_told_which_rights_are_missing() throws Exception {
        // Given
        try (TestCluster cluster = TestCluster.start(directory, GuardedCluster.plan())) {
            LogClients guest = GuardedCluster.as("guest", cluster);
            LogClients mistyped = GuardedCluster.as("guest", "wrong", cluster);

            // When
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> TopicProvisioner.provision(guest, settings(1)))

                    // Then
                    .withMessageContaining("does not allow us to create the topic")
                    .withMessageContaining("kafka-acls.sh")
                    .withMessageContaining("--topic tributary. --operation Create");
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> TopicProvisioner.provision(mistyped, settings(1)))
                    .withMessageContaining("refuses the login")
                    .withMessageContaining("sasl.jaas.config");
        }
    }

    private static Settings.Kafka settings(int replicas) {
        return new Settings.Kafka("the test's", replicas, Math.max(1, replicas - 1), Map.of());
    }

    private static Map<String, TopicFacts> topics(LogClients clients) throws Exception {
        try (Admin admin = clients.admin()) {
            return new ClusterReader(admin, Duration.ofSeconds(15))
                    .topics(Topics.all().stream().map(spec -> spec.name().value()).toList());
        }
    }

    private static LogClients clients(TestCluster cluster, Map<String, String> properties) {
        Map<String, Secret> all = new HashMap<>();
        all.put("bootstrap.servers", new Secret(cluster.bootstrapServers()));
        properties.forEach((name, value) -> all.put(name, new Secret(value)));
        return new LogClients(new Endpoints.Kafka(all));
    }
}
