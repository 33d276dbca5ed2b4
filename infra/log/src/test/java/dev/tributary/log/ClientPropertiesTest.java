package dev.tributary.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientPropertiesTest {

    @Test
    void a_misspelt_name_is_told_with_the_nearest_known_one() {
        // When
        List<String> unknown =
                ClientProperties.unknown(
                        List.of(
                                "security.protokol",
                                "sasl.mechanism",
                                "config.providers",
                                "config.providers.file.class",
                                "consumer.fetch.max.bytes",
                                "producer.lingerms"));

        // Then
        assertThat(unknown)
                .containsExactly(
                        "\"producer.lingerms\" in kafka.properties is no setting of Kafka's"
                                + " clients; did you mean \"linger.ms\"?",
                        "\"security.protokol\" in kafka.properties is no setting of Kafka's"
                                + " clients; did you mean \"security.protocol\"?");
    }
}
