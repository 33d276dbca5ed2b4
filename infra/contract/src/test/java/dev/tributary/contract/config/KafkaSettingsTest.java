package dev.tributary.contract.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSettingsTest {

    @TempDir private Path directory;

    @Test
    void passes_the_settings_of_a_kafka_client_on_from_the_file_and_the_environment()
            throws IOException {
        Path file =
                write(
                        """
                        [kafka.properties]
                        "security.protocol" = "SSL"
                        "client.id" = "file"
                        """);

        Settings settings =
                SettingsLoader.load(
                        file,
                        Map.of(
                                "TRIBUTARY_KAFKA_PROPERTIES_CLIENT_ID", "environment",
                                "TRIBUTARY_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", "x"));

        assertThat(settings.kafka().properties())
                .isEqualTo(
                        Map.of(
                                "security.protocol", new Secret("SSL"),
                                "client.id", new Secret("environment"),
                                "sasl.jaas.config", new Secret("x")));
    }

    @Test
    void takes_settings_of_a_kafka_client_from_the_file_the_environment_and_files()
            throws IOException {
        Path secret = Files.writeString(directory.resolve("jaas"), "the login\n");
        Path file =
                write(
                        """
                        [kafka.properties]
                        security.protocol = "SASL_SSL"
                        "ssl.truststore.location" = "certificates/ca.pem"
                        "sasl.jaas.config_file" = "jaas"
                        """);

        Settings.Kafka kafka =
                SettingsLoader.load(
                                file,
                                Map.of(
                                        "TRIBUTARY_KAFKA_PROPERTIES_SASL_MECHANISM",
                                        "PLAIN",
                                        "TRIBUTARY_KAFKA_PROPERTIES_SSL_KEY_PASSWORD_FILE",
                                        secret.toString()))
                        .kafka();

        assertThat(kafka.properties())
                .containsOnly(
                        Map.entry("security.protocol", new Secret("SASL_SSL")),
                        Map.entry(
                                "ssl.truststore.location",
                                new Secret(
                                        directory
                                                .toRealPath()
                                                .resolve("certificates/ca.pem")
                                                .toString())),
                        Map.entry("sasl.jaas.config", new Secret("the login")),
                        Map.entry("sasl.mechanism", new Secret("PLAIN")),
                        Map.entry("ssl.key.password", new Secret("the login")));
    }

    @Test
    void refuses_what_exactly_once_rests_on_with_the_reason() throws IOException {
        Path file =
                write(
                        """
                        [kafka.properties]
                        "isolation.level" = "read_uncommitted"
                        "producer.acks" = "1"
                        """);

        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() ->
                        SettingsLoader.load(
                                file, Map.of("TRIBUTARY_KAFKA_PROPERTIES_GROUP_ID", "mine")))
                .satisfies(e ->
                        assertThat(e.problems())
                                .containsExactlyInAnyOrder(
                                        "kafka.properties.isolation.level (line 2) cannot be set:"
                                            + " no event is lost or doubled because the programs"
                                            + " set it themselves",
                                        "kafka.properties.producer.acks (line 3) cannot be set: no"
                                            + " event is lost or doubled because the programs set"
                                            + " it themselves",
                                        "TRIBUTARY_KAFKA_PROPERTIES_GROUP_ID cannot be set: each"
                                                + " stage has its own"));
    }

    @Test
    void wants_no_more_replicas_in_sync_than_there_are() {
        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() ->
                        SettingsLoader.load(
                                null,
                                Map.of(
                                        "TRIBUTARY_KAFKA_REPLICATION_FACTOR", "2",
                                        "TRIBUTARY_KAFKA_MIN_INSYNC_REPLICAS", "3")))
                .withMessageContaining("TRIBUTARY_KAFKA_MIN_INSYNC_REPLICAS is greater than");
    }

    private Path write(String toml) throws IOException {
        return Files.writeString(directory.resolve("tributary.toml"), toml);
    }
}
