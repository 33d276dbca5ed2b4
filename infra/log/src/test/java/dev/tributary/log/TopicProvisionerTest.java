package dev.tributary.log;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.NothingReachable;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicProvisionerTest {

    @Test
    void a_cluster_that_does_not_answer_is_not_reachable() {
        LogClients nowhere = clients(Map.of("bootstrap.servers", new Secret("127.0.0.1:1")));

        assertThatExceptionOfType(NothingReachable.class)
                .isThrownBy(() ->
                        TopicProvisioner.provision(
                                nowhere, Settings.Kafka.embedded(), Duration.ofSeconds(1)))
                .withMessageStartingWith("Kafka at \"127.0.0.1:1\" does not answer");
    }

    @Test
    void settings_that_no_client_takes_are_an_error() {
        LogClients wrong =
                clients(
                        Map.of(
                                "bootstrap.servers", new Secret("127.0.0.1:1"),
                                "security.protocol", new Secret("NONE")));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() ->
                        TopicProvisioner.provision(
                                wrong, Settings.Kafka.embedded(), Duration.ofSeconds(1)))
                .withMessageStartingWith("no client of Kafka at \"127.0.0.1:1\" can be made: ")
                .withMessageContaining("security.protocol");
    }

    private static LogClients clients(Map<String, Secret> properties) {
        return new LogClients(new Endpoints.Kafka(properties));
    }
}
