package dev.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.log.LogClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("stack")
class EmbeddedBrokerIT {

    @TempDir Path directory;

    @Test
    void recordsPortAndPasswordSurviveARestart() throws Exception {
        // Given
        var before = EmbeddedBroker.start(directory, 0);
        try (before) {
            createTopic(before);
            write(before, "kept");
        }

        // When
        try (var after = EmbeddedBroker.start(directory, 0)) {

            // Then
            assertThat(after.endpoint()).isEqualTo(before.endpoint());
            assertThat(read(after)).isEqualTo("kept");
        }
    }

    @Test
    void aSecondStartOnTheSameDirectoryNamesTheHolder() {
        try (var _ = EmbeddedBroker.start(directory, 0)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0))
                    .isInstanceOf(AlreadyHeld.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (var admin = new LogClients(broker.endpoint()).admin()) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
        }
    }

    private static void write(EmbeddedBroker broker, String key) throws Exception {
        try (var producer = new LogClients(broker.endpoint()).producer(Map.of())) {
            producer.send(new ProducerRecord<>("t", key, new byte[1])).get();
        }
    }

    private static String read(EmbeddedBroker broker) {
        try (var consumer = new LogClients(broker.endpoint()).consumer(Map.of())) {
            var partition = new TopicPartition("t", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(10)).records(partition).getFirst().key();
        }
    }
}
