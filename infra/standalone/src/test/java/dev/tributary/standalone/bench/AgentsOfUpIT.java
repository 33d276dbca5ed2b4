package dev.tributary.standalone.bench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.MessageRef;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.mcp.resource.ArchiveUri;
import dev.tributary.simulator.vkteams.Conduct;
import dev.tributary.simulator.vkteams.PlainMessage;
import dev.tributary.simulator.vkteams.Script;
import dev.tributary.simulator.vkteams.VkTeamsEvents;
import dev.tributary.simulator.vkteams.VkTeamsSimulator;
import dev.tributary.standalone.Tributary;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `tributary up` as an agent meets it, where no client is configured.
@Tag("stack")
class AgentsOfUpIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String SEARCH =
            "{\"name\": \"search_text\", \"arguments\": {\"query\": \"kettle\"}}";

    @TempDir private Path directory;

    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final AtomicInteger published = new AtomicInteger();
    private VkTeamsSimulator vkTeams;
    private Process up;
    private Process daemon;

    @BeforeEach
    void start() throws Exception {
        vkTeams =
                VkTeamsSimulator.start(0, Script.of(Script.DEFAULT_BOT, List.of()), Conduct.good());
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Files.writeString(
                directory.resolve("tributary.toml"),
                """
                [embedding]
                enabled = false
                [vkteams.up]
                base_url = "%s"
                token = "%s"
                [mcp]
                port = %d
                """
                        .formatted(vkTeams.baseUrl(), vkTeams.bots().getFirst().token(), port));
        Programs programs = new Programs(directory);
        up = programs.start(Tributary.class, "up");
        await().atMost(PATIENCE).until(() -> endpoints() != null || !up.isAlive());
        daemon = programs.startDaemon();
    }

    @AfterEach
    void stop() throws Exception {
        daemon.destroy();
        up.destroy();
        up.waitFor(30, TimeUnit.SECONDS);
        up.destroyForcibly();
        vkTeams.close();
    }

    @Test
    void answers_whoever_has_its_token_and_tells_of_a_message_as_it_comes() throws Exception {
        // Given an agent that searches, and watches a chat
        URI service = endpoints().agents().uri();
        String token = Files.readString(directory.resolve("run/mcp-token")).strip();
        assertThatThrownBy(() -> WatchingAgent.connect(service, token + "x", (_, _) -> {}))
                .hasMessageContaining("401");
        try (WatchingAgent agent =
                WatchingAgent.connect(service, token, (uri, _) -> told.add(uri))) {
            publish("The kettle is broken");
            await().atMost(PATIENCE).until(() -> hits(agent).size() == 1);
            MessageRef first = MessageRef.parse(hits(agent).get(0).path("ref").asString());
            agent.watch(new ArchiveUri.Chat(first.chatRef()).toString());
            await().atMost(PATIENCE)
                    .until(() -> {
                        publish("Anything");
                        return !told.isEmpty();
                    });
            String next = message(first.chatRef(), published.get() + 1);
            agent.watch(next);

            // When
            publish("A new one is here");

            // Then
            await().atMost(PATIENCE).until(() -> told.contains(next));
        }
    }

    private static JsonNode hits(WatchingAgent agent) throws Exception {
        return agent.ask("tools/call", SEARCH).at("/result/structuredContent/hits");
    }

    private static String message(ChatRef chat, int number) {
        MessageId id = new MessageId(plain(number, "").wireId());
        return new ArchiveUri.Message(new MessageRef(chat.account(), chat.chat(), id)).toString();
    }

    private void publish(String text) {
        vkTeams.publish(
                vkTeams.bots().getFirst(),
                VkTeamsEvents.newMessage(plain(published.incrementAndGet(), text)));
    }

    private static PlainMessage plain(int number, String text) {
        return new PlainMessage("kitchen", number, "sender", Instant.now(), text, null);
    }

    private Endpoints endpoints() {
        return Endpoints.read(new DataDirectory(directory).endpointsFile()).orElse(null);
    }
}
