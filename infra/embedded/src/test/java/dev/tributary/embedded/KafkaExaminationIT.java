package dev.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.Finding;
import dev.tributary.contract.runtime.Finding.Level;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.LogClients;
import dev.tributary.log.TopicProvisioner;
import dev.tributary.log.examination.KafkaExamination;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("stack")
class KafkaExaminationIT {

    @TempDir Path directory;

    @Test
    void a_cluster_is_examined_before_and_after_the_programs_have_made_their_topics()
            throws Exception {
        // Given
        try (TestCluster cluster =
                TestCluster.start(
                        directory,
                        TestCluster.Plan.of(1)
                                .with(Map.of("transaction.state.log.replication.factor", "3")))) {
            LogClients clients = clients(cluster.bootstrapServers());

            // When
            List<Finding> before = examine(clients, 2);
            TopicProvisioner.provision(clients);
            forget(clients);
            List<Finding> after = examine(clients, 1);

            // Then
            assertThat(before)
                    .filteredOn(finding -> finding.level() == Level.PROBLEM)
                    .extracting(Finding::sentence)
                    .containsExactly(
                            "it has 1 broker and kafka.replication_factor is 2",
                            "__transaction_state wants 3 replicas of 1 broker: it"
                                    + " cannot be made and no transaction can begin");
            assertThat(before)
                    .extracting(Finding::sentence)
                    .contains(Topics.all().size() + " topics are not there")
                    .anyMatch(sentence -> sentence.startsWith("its clock is right"));
            assertThat(after)
                    .filteredOn(finding -> finding.level() == Level.PROBLEM)
                    .extracting(Finding::remedy)
                    .contains(
                            "kafka-configs.sh --bootstrap-server "
                                    + cluster.bootstrapServers()
                                    + " --alter --topic tributary.cursors --add-config"
                                    + " cleanup.policy=compact");
            assertThat(
                            KafkaExamination.examine(
                                    clients,
                                    settings(cluster.bootstrapServers(), 1),
                                    () -> Instant.now().plus(Duration.ofHours(1))))
                    .extracting(Finding::sentence)
                    .anyMatch(sentence -> sentence.matches("its clock is 36\\d\\d s behind ours"));
        }
    }

    @Test
    void a_cluster_that_does_not_answer_is_one_finding() throws Exception {
        // When
        List<Finding> findings = examine(clients("127.0.0.1:1"), 1);

        // Then
        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.UNREACHABLE))
                .satisfies(finding ->
                        assertThat(finding.sentence()).contains("kafka.bootstrap_servers"));
    }

    @Test
    void a_user_without_rights_is_told_which_are_missing() throws Exception {
        // Given
        try (TestCluster cluster = TestCluster.start(directory, GuardedCluster.plan())) {
            LogClients admin = GuardedCluster.as("admin", cluster);
            TopicProvisioner.provision(admin);
            allow(admin, "tributary.", ResourceType.TOPIC, AclOperation.DESCRIBE_CONFIGS);
            allow(admin, "tributary.", ResourceType.TOPIC, AclOperation.READ);

            // When
            List<Finding> findings = examine(GuardedCluster.as("guest", cluster), 1);

            // Then
            assertThat(findings)
                    .filteredOn(finding -> finding.level() == Level.PROBLEM)
                    .satisfies(found ->
                            assertThat(found)
                                    .extracting(Finding::remedy)
                                    .allMatch(remedy -> remedy.contains("kafka-acls.sh")))
                    .extracting(Finding::sentence)
                    .satisfiesExactly(
                            topics ->
                                    assertThat(topics)
                                            .startsWith("this user may not read, write and look at")
                                            .contains("tributary.cursors"),
                            group ->
                                    assertThat(group)
                                            .isEqualTo(
                                                    "this user may not join the group"
                                                            + " tributary-normalise"),
                            transactions ->
                                    assertThat(transactions)
                                            .isEqualTo(
                                                    "this user may not use transactional ids that"
                                                            + " begin with \"tributary-\""));
        }
    }

    @Test
    void the_rights_that_the_advice_gives_are_enough() throws Exception {
        // Given
        try (TestCluster cluster = TestCluster.start(directory, GuardedCluster.plan())) {
            LogClients admin = GuardedCluster.as("admin", cluster);
            TopicProvisioner.provision(admin);
            for (AclOperation operation :
                    List.of(
                            AclOperation.CREATE,
                            AclOperation.DESCRIBE,
                            AclOperation.DESCRIBE_CONFIGS,
                            AclOperation.READ,
                            AclOperation.WRITE)) {
                allow(admin, "tributary.", ResourceType.TOPIC, operation);
            }
            allow(admin, "tributary-", ResourceType.GROUP, AclOperation.READ);
            allow(admin, "tributary-", ResourceType.GROUP, AclOperation.DESCRIBE);
            allow(admin, "tributary-", ResourceType.TRANSACTIONAL_ID, AclOperation.WRITE);
            allow(admin, "tributary-", ResourceType.TRANSACTIONAL_ID, AclOperation.DESCRIBE);

            // When
            List<Finding> findings = examine(GuardedCluster.as("guest", cluster), 1);

            // Then
            assertThat(findings).filteredOn(finding -> finding.level() == Level.PROBLEM).isEmpty();
        }
    }

    private static void allow(
            LogClients admin, String prefix, ResourceType type, AclOperation operation)
            throws Exception {
        try (Admin client = admin.admin()) {
            client.createAcls(
                            List.of(
                                    new AclBinding(
                                            new ResourcePattern(type, prefix, PatternType.PREFIXED),
                                            new AccessControlEntry(
                                                    "User:guest",
                                                    "*",
                                                    operation,
                                                    AclPermissionType.ALLOW))))
                    .all()
                    .get();
        }
    }

    private static void forget(LogClients clients) throws Exception {
        try (Admin admin = clients.admin()) {
            admin.incrementalAlterConfigs(
                            Map.of(
                                    new ConfigResource(
                                            ConfigResource.Type.TOPIC, Topics.CURSORS.value()),
                                    List.of(
                                            new AlterConfigOp(
                                                    new ConfigEntry("cleanup.policy", "delete"),
                                                    AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private static List<Finding> examine(LogClients clients, int replicas) throws Exception {
        return KafkaExamination.examine(
                clients, settings(clients.servers(), replicas), InstantSource.system());
    }

    private static Settings.Kafka settings(String servers, int replicas) {
        return new Settings.Kafka(servers, replicas, 1, Map.of());
    }

    private static LogClients clients(String servers) {
        return new LogClients(
                new Endpoints.Kafka(Map.of("bootstrap.servers", new Secret(servers))));
    }
}
