package dev.tributary.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.archive.Archive;
import dev.tributary.cli.QueryCli;
import dev.tributary.cli.client.Client;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.MessageRef;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.log.LogClients;
import dev.tributary.mcp.McpBridge;
import dev.tributary.mcp.resource.ArchiveUri;
import dev.tributary.processor.normalise.Normalisers;
import dev.tributary.processor.rebuild.Outcome;
import dev.tributary.processor.rebuild.Rebuild;
import dev.tributary.simulator.vkteams.Conduct;
import dev.tributary.simulator.vkteams.PlainMessage;
import dev.tributary.simulator.vkteams.Script;
import dev.tributary.simulator.vkteams.VkTeamsEvents;
import dev.tributary.simulator.vkteams.VkTeamsSimulator;
import dev.tributary.standalone.stack.Stack;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole house with an agent who follows a chat and two people, one of them through the
/// resident query daemon; each in a process of its own.
@Tag("stack")
class SwapIT {

    /// Fewer than a session of an agent may watch.
    private static final int MOST = 480;

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TOKEN = "swap-0123456789abcdef";
    private static final String CHAT = "team";

    @TempDir private Path directory;

    private final List<Integer> lines = new CopyOnWriteArrayList<>();
    private final List<Integer> linesOfDaemon = new CopyOnWriteArrayList<>();
    private final Set<String> accounts = ConcurrentHashMap.newKeySet();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final AtomicInteger published = new AtomicInteger();
    private VkTeamsSimulator vkTeams;
    private Stack stack;
    private Process bridge;
    private Process daemon;
    private int port;

    @BeforeEach
    void start() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        vkTeams =
                VkTeamsSimulator.start(0, Script.of(Script.DEFAULT_BOT, List.of()), Conduct.good());
        Path settings =
                Files.writeString(
                        directory.resolve("tributary.toml"),
                        """
                        [embedding]
                        enabled = false
                        [vkteams.swap]
                        base_url = "%s"
                        token = "%s"
                        [mcp]
                        port = %d
                        requests_per_minute = 1000000
                        [mcp.clients.swap]
                        token = "%s"
                        """
                                .formatted(
                                        vkTeams.baseUrl(),
                                        vkTeams.bots().getFirst().token(),
                                        port,
                                        TOKEN));
        stack =
                Stack.start(
                        new DataDirectory(directory),
                        SettingsLoader.load(settings, Map.of()),
                        _ -> {});
        bridge = programs().start(McpBridge.class, "http", "--in-process", "--status-port", "0");
        daemon = programs().startDaemon();
    }

    private Programs programs() {
        return new Programs(directory);
    }

    @AfterEach
    void stop() {
        bridge.destroyForcibly();
        daemon.destroyForcibly();
        stack.close();
        vkTeams.close();
    }

    @Test
    void nothing_is_lost_for_those_who_follow_while_a_rebuild_swaps_the_archive() throws Exception {
        // Given two people and an agent who follow, and a chat that does not rest
        URI service = URI.create("http://127.0.0.1:" + port + "/mcp");
        try (FollowingTail _ =
                        FollowingTail.start(
                                Programs.java(QueryCli.class),
                                directory,
                                (line, _) -> note(line, lines));
                FollowingTail _ =
                        FollowingTail.start(
                                Programs.java(Client.class),
                                directory,
                                (line, _) -> note(line, linesOfDaemon));
                WatchingAgent agent =
                        WatchingAgent.connect(service, TOKEN, (uri, _) -> told.add(uri));
                ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
                Archive archive = Archive.open(stack.endpoints().postgres())) {
            List<String> watched = watch(agent);
            assertThat(followersOfDaemon()).isEqualTo(1);
            int before = published.get();
            var ticks = clock.scheduleAtFixedRate(this::publish, 0, 100, TimeUnit.MILLISECONDS);
            await().atMost(PATIENCE).until(() -> lines.size() > before + 10);

            // When
            Outcome outcome =
                    new Rebuild(
                                    new LogClients(stack.endpoints().kafka()),
                                    archive,
                                    new Normalisers(),
                                    _ -> {})
                            .run(false);

            // Then
            int swapped = published.get();
            assertThat(outcome).isInstanceOf(Outcome.Swapped.class);
            assertThat(swapped).isLessThan(MOST);
            await().atMost(PATIENCE).until(() -> published.get() >= Math.min(MOST, swapped + 20));
            ticks.cancel(false);
            int last = published.get();
            awaitAll(lines, last);
            awaitAll(linesOfDaemon, last);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(told).containsAll(watched.subList(before, last)));
        }
    }

    /// Each once and in order, from the first that came.
    private static void awaitAll(List<Integer> lines, int last) {
        int first = lines.getFirst();
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(lines)
                                .containsExactlyElementsOf(
                                        IntStream.rangeClosed(first, last).boxed().toList()));
    }

    private int followersOfDaemon() throws IOException, InterruptedException {
        Process client =
                new ProcessBuilder(
                                programs()
                                        .command(
                                                Client.class,
                                                "daemon",
                                                "status",
                                                "--output",
                                                "json"))
                        .start();
        String answer = new String(client.getInputStream().readAllBytes(), UTF_8);
        assertThat(client.waitFor()).as(answer).isZero();
        return JsonMapper.shared().readTree(answer).at("/data/requests/following").asInt();
    }

    /// Messages that are yet to come. With the first of them the agent's reader of the feed begins,
    /// which is told to all who watch; only then the others.
    private List<String> watch(WatchingAgent agent) throws Exception {
        await().atMost(PATIENCE).until(this::isSeen);
        AccountId account = AccountId.parse(accounts.iterator().next());
        List<String> uris = new ArrayList<>();
        for (int message = 1; message <= MOST; message++) {
            PlainMessage plain = message(message);
            MessageRef ref =
                    new MessageRef(
                            account, new ChatId(plain.chatId()), new MessageId(plain.wireId()));
            uris.add(new ArchiveUri.Message(ref).toString());
            agent.watch(uris.getLast());
            await().atMost(PATIENCE).until(() -> !told.isEmpty());
        }
        return uris;
    }

    private boolean isSeen() {
        publish();
        return !lines.isEmpty() && !linesOfDaemon.isEmpty();
    }

    private void publish() {
        if (published.get() < MOST) {
            vkTeams.publish(
                    vkTeams.bots().getFirst(),
                    VkTeamsEvents.newMessage(message(published.incrementAndGet())));
        }
    }

    private static PlainMessage message(int number) {
        return new PlainMessage(CHAT, number, "sender", Instant.now(), "message " + number, null);
    }

    private void note(JsonNode change, List<Integer> shown) {
        accounts.add(change.path("account").asString());
        if (change.path("kind").asString().equals("posted")) {
            shown.add(Integer.parseInt(change.path("text").asString().split(" ", 2)[1]));
        }
    }
}
