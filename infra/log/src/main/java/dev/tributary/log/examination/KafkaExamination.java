package dev.tributary.log.examination;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.Finding;
import dev.tributary.log.ClientProperties;
import dev.tributary.log.ClusterRefusal;
import dev.tributary.log.LogClients;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/// Looks at a cluster and alters nothing of ours: whether it is there, what it lacks, and what to
/// run.
public final class KafkaExamination {

    static final String KAFKA = "Kafka";

    private static final int MILLIS = 10_000;

    private KafkaExamination() {}

    /// Waits 10 seconds at most for each answer.
    public static List<Finding> examine(
            LogClients clients, Settings.Kafka settings, InstantSource clock)
            throws InterruptedException {
        List<Finding> findings = new ArrayList<>(misspelt(clients));
        try (Admin admin =
                clients.admin(
                        Map.of(
                                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                MILLIS,
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                MILLIS))) {
            look(admin, clients.servers(), settings, clock, findings);
        } catch (ExecutionException e) {
            RuntimeException refusal = ClusterRefusal.of(clients.servers(), "look at it", cause(e));
            findings.add(Finding.unreachable(KAFKA, String.valueOf(refusal.getMessage()), ""));
        } catch (KafkaException e) {
            findings.add(
                    Finding.unreachable(
                            KAFKA,
                            "no client of it can be made: " + cause(e).getMessage(),
                            "correct kafka.bootstrap_servers or kafka.properties"));
        }
        return List.copyOf(findings);
    }

    private static List<Finding> misspelt(LogClients clients) {
        return ClientProperties.unknown(clients.properties().keySet()).stream()
                .map(unknown -> Finding.warning(KAFKA, unknown, "correct it in kafka.properties"))
                .toList();
    }

    /// @param findings each is there as soon as it is known: a later question may fail
    private static void look(
            Admin admin,
            String servers,
            Settings.Kafka settings,
            InstantSource clock,
            List<Finding> findings)
            throws InterruptedException, ExecutionException {
        ClusterLook cluster = new ClusterLook(admin, clock);
        int brokers = cluster.brokers();
        findings.addAll(ClusterLook.size(servers, brokers, settings));
        findings.addAll(cluster.version());
        findings.addAll(cluster.skew());
        TopicsLook topics = new TopicsLook(admin, servers);
        List<String> present = topics.present();
        findings.addAll(topics.judge(present, settings));
        RightsLook rights = new RightsLook(admin, servers);
        findings.addAll(rights.topics(present));
        List<Finding> impossible = cluster.impossible(brokers);
        findings.addAll(impossible);
        if (impossible.stream().noneMatch(finding -> finding.level() == Finding.Level.PROBLEM)) {
            findings.addAll(rights.groupsAndTransactions());
        }
    }

    /// For what an older cluster, or one that keeps it from us, does not say.
    static List<Finding> unknown(String what, ExecutionException e) {
        return List.of(
                Finding.ok(
                        KAFKA,
                        what + " cannot be known: " + String.valueOf(cause(e).getMessage())));
    }

    private static Throwable cause(Exception e) {
        return e.getCause() == null ? e : e.getCause();
    }
}
