package dev.tributary.mcp.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.contract.change.Change;
import dev.tributary.contract.change.ChangeJson;
import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.question.Scope;
import dev.tributary.contract.topic.Topics;
import dev.tributary.embedded.TestStack;
import dev.tributary.log.LogClients;
import dev.tributary.mcp.client.Client;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// From a record in the topic to the sessions that watch.
@Tag("stack")
class ChangeFeedIT {

    private static final ChatRef TEAM = ChatRef.parse("jsonl:a/team");
    private static final ChatRef OPS = ChatRef.parse("jsonl:a/ops");

    @Test
    void tells_those_who_watch_and_may_see() throws Exception {
        LogClients log = new LogClients(TestStack.kafka());
        ensureTopic(log);
        List<String> told = new CopyOnWriteArrayList<>();
        Subscriptions subscriptions = new Subscriptions(() -> {});
        Client all = new Client("all", Scope.ALL);
        Client team = new Client("team", new Scope(Set.of(), Set.of(), Set.of(TEAM)));
        assertThat(subscriptions.subscribe("s1", all, chat(OPS))).isTrue();
        assertThat(subscriptions.subscribe("s2", team, chat(OPS))).isFalse();
        assertThat(subscriptions.subscribe("s2", team, ArchiveUri.CHATS)).isTrue();
        try (ChangeFeed feed = new ChangeFeed(TestStack::kafka);
                KafkaProducer<String, byte[]> producer = log.producer(Map.of())) {
            feed.start(subscriptions, (session, uri) -> told.add(session + " " + uri));

            // What came before it follows: whoever watches looks again.
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(told)
                                    .containsExactlyInAnyOrder(
                                            "s1 " + chat(OPS), "s2 " + ArchiveUri.CHATS));
            told.clear();

            producer.send(change(OPS)).get();
            await().until(() -> told.contains("s1 " + chat(OPS)));
            assertThat(told).noneMatch(line -> line.startsWith("s2"));

            producer.send(change(TEAM)).get();
            await().until(() -> told.contains("s2 " + ArchiveUri.CHATS));
        }
    }

    private static void ensureTopic(LogClients log) throws Exception {
        try (var admin = log.admin()) {
            if (!admin.listTopics().names().get().contains(Topics.CHANGES.value())) {
                admin.createTopics(
                                List.of(
                                        new NewTopic(
                                                Topics.CHANGES.value(),
                                                Optional.of(12),
                                                Optional.empty())))
                        .all()
                        .get();
            }
        }
    }

    private static String chat(ChatRef ref) {
        return new ArchiveUri.Chat(ref).toString();
    }

    private static ProducerRecord<String, byte[]> change(ChatRef chat) {
        Change change =
                new Change(
                        Change.Kind.POSTED,
                        chat,
                        new MessageId("m1"),
                        null,
                        null,
                        null,
                        Instant.now(),
                        "text",
                        Instant.now());
        return new ProducerRecord<>(
                Topics.CHANGES.value(), chat.toString(), ChangeJson.write(change));
    }
}
