package dev.tributary.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.contract.change.Change;
import dev.tributary.contract.change.ChangeJson;
import dev.tributary.contract.identity.MessageRef;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.topic.Topics;
import dev.tributary.embedded.EmbeddedBroker;
import dev.tributary.embedded.TestStack;
import dev.tributary.log.LogClients;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a change in the log to the client that watches the chat.
@Tag("stack")
class NotificationIT {

    private static final String CHAT = "tributary://chat/jsonl%3Aa%2Fteam";

    @TempDir private static Path data;

    @Test
    void reaches_the_client_that_watches_the_chat() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        try (EmbeddedBroker broker = TestStack.freshBroker();
                TestService service =
                        TestService.start(
                                TestArchive.create(), data, variables(broker.endpoint()));
                McpSyncClient client = client(service, told);
                KafkaProducer<String, byte[]> producer =
                        new LogClients(broker.endpoint()).producer(Map.of())) {
            ensureTopic(broker.endpoint());
            var _ = client.initialize();

            client.subscribeResource(McpSchema.SubscribeRequest.builder(CHAT).build());

            // That following has begun, which is told once to all who watch.
            await().atMost(Duration.ofSeconds(30)).until(() -> !told.isEmpty());
            told.clear();
            producer.send(change()).get();

            await().atMost(Duration.ofSeconds(30)).until(() -> !told.isEmpty());
            assertThat(told).containsOnly(CHAT);
        }
    }

    private static McpSyncClient client(TestService service, List<String> told) {
        return McpClient.sync(
                        HttpClientStreamableHttpTransport.builder(
                                        "http://" + service.uri().getAuthority())
                                .addHttpRequestCustomizer((request, _, _, _, _) ->
                                        request.header(
                                                "Authorization", "Bearer " + TestService.TOKEN))
                                .build())
                .resourcesUpdateConsumer(contents -> contents.forEach(each -> told.add(each.uri())))
                .requestTimeout(Duration.ofSeconds(30))
                .build();
    }

    private static void ensureTopic(Endpoints.Kafka kafka) throws Exception {
        try (var admin = new LogClients(kafka).admin()) {
            if (!admin.listTopics().names().get().contains(Topics.CHANGES.value())) {
                var topic = new NewTopic(Topics.CHANGES.value(), Optional.of(12), Optional.empty());
                admin.createTopics(List.of(topic)).all().get();
            }
        }
    }

    private static Map<String, String> variables(Endpoints.Kafka kafka) {
        Map<String, String> variables = new HashMap<>();
        kafka.clientProperties()
                .forEach((key, value) ->
                        variables.put(
                                key.equals("bootstrap.servers")
                                        ? "TRIBUTARY_KAFKA_BOOTSTRAP_SERVERS"
                                        : "TRIBUTARY_KAFKA_PROPERTIES_"
                                                + key.replace('.', '_').toUpperCase(Locale.ROOT),
                                value.value()));
        return variables;
    }

    private static ProducerRecord<String, byte[]> change() {
        MessageRef ref = MessageRef.parse("jsonl:a/team/m9");
        Change change =
                new Change(
                        Change.Kind.POSTED,
                        ref.chatRef(),
                        ref.message(),
                        null,
                        null,
                        null,
                        Instant.now(),
                        "text",
                        Instant.now());
        return new ProducerRecord<>(
                Topics.CHANGES.value(), ref.chatRef().toString(), ChangeJson.write(change));
    }
}
