package dev.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.config.Secret;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class BrokerSettingsTest {

    @Test
    void everyListenerIsOnLoopbackAndWantsThePassword() {
        // Given
        var settings = new BrokerSettings(Path.of("/logs"), 1, 2, new Secret("secret"));

        // When
        Properties properties = settings.properties();

        // Then
        assertThat(properties)
                .containsEntry("listeners", "CLIENT://127.0.0.1:1,CONTROLLER://127.0.0.1:2")
                .containsEntry(
                        "listener.security.protocol.map",
                        "CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT")
                .containsEntry(
                        "listener.name.controller.plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required"
                                + " username=\"tributary\" password=\"secret\""
                                + " user_tributary=\"secret\";");
    }
}
