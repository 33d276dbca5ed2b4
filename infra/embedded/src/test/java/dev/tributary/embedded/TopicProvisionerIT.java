package dev.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.contract.topic.TopicSpec;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.LogClients;
import dev.tributary.log.TopicProvisioner;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("stack")
class TopicProvisionerIT {

    @TempDir Path directory;

    @Test
    void aTopicWithAnotherNumberOfPartitionsIsRefusedBySayingSo() throws Exception {
        // Given
        TopicSpec spec = Topics.all().iterator().next();
        int wrong = spec.partitions() + 1;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            LogClients clients = new LogClients(broker.endpoint());
            try (var admin = clients.admin()) {
                admin.createTopics(List.of(new NewTopic(spec.name().value(), wrong, (short) 1)))
                        .all()
                        .get();
            }

            // When
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> TopicProvisioner.provision(clients, 1))

                    // Then
                    .withMessageStartingWith(
                            "the topic \"%s\" has %d partitions and needs %d",
                            spec.name().value(), wrong, spec.partitions());
        }
    }
}
