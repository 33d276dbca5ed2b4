package dev.tributary.ingestor.telegram.child;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.ingestor.lease.Instance;
import dev.tributary.log.LogClients;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the process is told on the first line of its standard input: what is not in the
/// configuration, or not yet.
///
/// @param kafka all that a Kafka client needs, its password included
/// @param instance by which leases know the process: the same again after a crash, so that it takes
///   its own place at once
record ChildOrder(Map<String, Secret> kafka, String instance) {

    private static final String KAFKA = "kafka";
    private static final String INSTANCE = "instance";

    ChildOrder {
        kafka = Map.copyOf(kafka);
    }

    static ChildOrder of(LogClients log, Instance parent) {
        Map<String, Secret> kafka = new HashMap<>();
        log.properties().forEach((name, value) -> kafka.put(name, new Secret(value.toString())));
        return new ChildOrder(kafka, parent.name() + "-telegram");
    }

    LogClients log() {
        return new LogClients(new Endpoints.Kafka(kafka));
    }

    /// One line.
    String json() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ObjectNode properties = json.putObject(KAFKA);
        kafka.forEach((name, value) -> properties.put(name, value.value()));
        json.put(INSTANCE, instance);
        return json.toString();
    }

    static ChildOrder read(String line) {
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(line);
        Map<String, Secret> kafka = new HashMap<>();
        json.path(KAFKA)
                .properties()
                .forEach(property ->
                        kafka.put(property.getKey(), new Secret(property.getValue().asString(""))));
        return new ChildOrder(kafka, json.path(INSTANCE).asString(""));
    }
}
