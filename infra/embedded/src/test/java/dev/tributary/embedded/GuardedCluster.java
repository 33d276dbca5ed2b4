package dev.tributary.embedded;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.log.LogClients;
import java.util.Map;

/// A broker that asks for a password and forbids what it was not told to allow. The user `admin`
/// may do everything, `guest` nothing.
final class GuardedCluster {

    private static final String PASSWORD = "-password";

    private GuardedCluster() {}

    static TestCluster.Plan plan() {
        return TestCluster.Plan.of(1)
                .with(
                        Map.of(
                                "listener.security.protocol.map",
                                "CLIENT:SASL_PLAINTEXT,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT",
                                "sasl.enabled.mechanisms",
                                "PLAIN",
                                "listener.name.client.plain.sasl.jaas.config",
                                login(
                                        "user_guest=\"guest%1$s\" user_admin=\"admin%1$s\""
                                                .formatted(PASSWORD)),
                                "authorizer.class.name",
                                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                                "super.users",
                                "User:ANONYMOUS;User:admin"));
    }

    static LogClients as(String user, TestCluster cluster) {
        return as(user, user + PASSWORD, cluster);
    }

    static LogClients as(String user, String password, TestCluster cluster) {
        return new LogClients(
                new Endpoints.Kafka(
                        Map.of(
                                "bootstrap.servers",
                                new Secret(cluster.bootstrapServers()),
                                "security.protocol",
                                new Secret("SASL_PLAINTEXT"),
                                "sasl.mechanism",
                                new Secret("PLAIN"),
                                "sasl.jaas.config",
                                new Secret(
                                        login(
                                                "username=\"%s\" password=\"%s\""
                                                        .formatted(user, password))))));
    }

    private static String login(String options) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required " + options + ";";
    }
}
