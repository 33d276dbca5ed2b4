package dev.tributary.log;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/// What a cluster says of its topics.
///
/// @param patience with a broker that has not heard yet of a topic that the controller has just
///   made
public record ClusterReader(Admin admin, Duration patience) {

    private static final long PAUSE_MILLIS = 50;

    /// Asks again while a topic is unknown.
    ///
    /// @throws ExecutionException if one of them does not exist, or may not be looked at
    public Map<String, TopicFacts> topics(Collection<String> names)
            throws InterruptedException, ExecutionException {
        Map<String, TopicDescription> described =
                known(() -> admin.describeTopics(names).allTopicNames().get());
        Map<ConfigResource, Config> configs =
                known(() ->
                        admin.describeConfigs(
                                        names.stream()
                                                .map(name ->
                                                        new ConfigResource(
                                                                ConfigResource.Type.TOPIC, name))
                                                .toList())
                                .all()
                                .get());
        Map<String, TopicFacts> topics = new HashMap<>();
        described.forEach((name, topic) ->
                topics.put(
                        name,
                        facts(
                                topic,
                                configs.get(new ConfigResource(ConfigResource.Type.TOPIC, name)))));
        return topics;
    }

    private static TopicFacts facts(TopicDescription topic, @Nullable Config config) {
        Map<String, String> values = new HashMap<>();
        if (config != null) {
            for (ConfigEntry entry : config.entries()) {
                if (entry.value() != null) {
                    values.put(entry.name(), entry.value());
                }
            }
        }
        return new TopicFacts(
                topic.name(),
                topic.partitions().size(),
                topic.partitions().stream()
                        .mapToInt(partition -> partition.replicas().size())
                        .min()
                        .orElse(0),
                values);
    }

    private interface Asking<T> {
        T ask() throws InterruptedException, ExecutionException;
    }

    private <T> T known(Asking<T> asking) throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return asking.ask();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
                        || System.nanoTime() > deadline) {
                    throw e;
                }
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }
}
