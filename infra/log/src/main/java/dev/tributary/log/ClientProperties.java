package dev.tributary.log;

import dev.tributary.contract.config.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/// The names in `kafka.properties`.
public final class ClientProperties {

    /// Behind it stand names that the owner chooses, and settings of classes.
    private static final String CONFIG_PROVIDERS = "config.providers.";

    private static final List<String> PREFIXES = List.of("consumer.", "producer.", "admin.");

    private ClientProperties() {}

    /// A sentence for each name that Kafka's clients do not know. It may still mean something to a
    /// plug-in of theirs, so it is no error.
    public static List<String> unknown(Collection<String> names) {
        Set<String> known = new TreeSet<>(ConsumerConfig.configNames());
        known.addAll(ProducerConfig.configNames());
        known.addAll(AdminClientConfig.configNames());
        return names.stream()
                .sorted()
                .filter(name -> !name.startsWith(CONFIG_PROVIDERS))
                .filter(name -> !known.contains(bare(name)))
                .map(name ->
                        "\""
                                + name
                                + "\" in kafka.properties is no setting of Kafka's clients"
                                + Suggestion.nearest(known, bare(name))
                                        .map(nearest -> "; did you mean \"" + nearest + "\"?")
                                        .orElse(""))
                .toList();
    }

    private static String bare(String name) {
        return PREFIXES.stream()
                .filter(name::startsWith)
                .findFirst()
                .map(prefix -> name.substring(prefix.length()))
                .orElse(name);
    }
}
