package dev.tributary.standalone.bench;

import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.ChatRef;
import dev.tributary.mcp.resource.ArchiveUri;
import dev.tributary.simulator.vkteams.Bot;
import dev.tributary.simulator.vkteams.Conduct;
import dev.tributary.simulator.vkteams.PlainMessage;
import dev.tributary.simulator.vkteams.Script;
import dev.tributary.simulator.vkteams.VkTeamsEvents;
import dev.tributary.simulator.vkteams.VkTeamsSimulator;
import dev.tributary.standalone.stack.Scratch;
import dev.tributary.standalone.stack.Stack;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// How long a live message takes to those who follow: from the poll's answer leaving the simulator
/// to the line of `query-cli tail --follow` and to the notification of `mcp-bridge http`, each a
/// process of its own as in life, embedding on.
final class LiveBenchmark implements Benchmark.Several {

    private static final int EVENTS = 1_000;
    private static final int EVENTS_PER_SECOND = 20;
    private static final double BAR = 1_000;

    /// A notification names the chat alone: with ten seconds between two messages of a chat it is
    /// clear which one it is about.
    private static final int CHATS = 200;

    private static final String TOKEN = "bench-0123456789abcdef";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path root;

    /// @param root of the checkout
    LiveBenchmark(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return "live";
    }

    @Override
    public String description() {
        return "%,d events at %d a second, from the poll's answer to the line of tail and to the agent"
                .formatted(EVENTS, EVENTS_PER_SECOND);
    }

    @Override
    public List<Result> measure(Consumer<String> progress) throws Exception {
        int port = freePort();
        try (Scratch scratch = Scratch.create("live");
                VkTeamsSimulator vkTeams =
                        VkTeamsSimulator.start(
                                0, Script.of(Script.DEFAULT_BOT, List.of()), Conduct.good());
                Stack _ =
                        Stack.start(
                                scratch.data(),
                                SettingsLoader.load(settings(scratch, vkTeams, port), Map.of()),
                                _ -> {})) {
            DaemonOfArchive daemon = new DaemonOfArchive(root, scratch.path());
            try (Bridge _ = Bridge.start(root, scratch.path())) {
                return new Run(vkTeams, scratch.path(), port, progress).measure();
            } finally {
                daemon.stop();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Path settings(Scratch scratch, VkTeamsSimulator vkTeams, int port)
            throws IOException {
        return Files.writeString(
                scratch.path().resolve("tributary.toml"),
                """
                [logging]
                level = "error"
                [vkteams.bench]
                base_url = "%s"
                token = "%s"
                [mcp]
                port = %d
                requests_per_minute = 1000000
                [mcp.clients.bench]
                token = "%s"
                """
                        .formatted(
                                vkTeams.baseUrl(), vkTeams.bots().getFirst().token(), port, TOKEN));
    }

    /// The bridge as its launcher starts it.
    private record Bridge(Process process) implements AutoCloseable {

        static Bridge start(Path root, Path data) throws IOException {
            return new Bridge(
                    new ProcessBuilder(
                                    root.resolve("bin/mcp-bridge").toString(),
                                    "http",
                                    "--status-port",
                                    "0",
                                    "--data",
                                    data.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(data.resolve("bridge.out").toFile())
                            .start());
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
    }

    private final class Run {
        private final VkTeamsSimulator vkTeams;
        private final Path data;
        private final int port;
        private final Consumer<String> progress;
        private final Bot bot;
        private final CompletableFuture<AccountId> account = new CompletableFuture<>();
        private final long[] eventIds = new long[EVENTS];
        private final Map<Integer, Instant> lines = new ConcurrentHashMap<>();
        private final Map<Integer, Instant> notifications = new ConcurrentHashMap<>();
        private final Map<String, AtomicInteger> next = new ConcurrentHashMap<>();

        Run(VkTeamsSimulator vkTeams, Path data, int port, Consumer<String> progress) {
            this.vkTeams = vkTeams;
            this.data = data;
            this.port = port;
            this.progress = progress;
            this.bot = vkTeams.bots().getFirst();
        }

        List<Result> measure() throws Exception {
            List<String> program = List.of(root.resolve("bin/query-cli").toString());
            URI service = URI.create("http://127.0.0.1:" + port + "/mcp");
            try (FollowingTail _ = FollowingTail.start(program, data, this::line);
                    WatchingAgent agent = WatchingAgent.connect(service, TOKEN, this::told)) {
                AccountId own = warmUp();
                for (int chat = 0; chat < CHATS; chat++) {
                    ChatId id = new ChatId(message(name(chat), 0, "").chatId());
                    String uri = new ArchiveUri.Chat(new ChatRef(own, id)).toString();
                    next.put(uri, new AtomicInteger(chat));
                    agent.watch(uri);
                }
                progress.accept("%d chats are watched".formatted(CHATS));
                Thread.sleep(2_000);
                publishAll();
                await();
            }
            return List.of(
                    Result.OfSpread.of("live-tail", millis(lines), BAR),
                    Result.OfSpread.of("live-agent", millis(notifications), BAR));
        }

        /// Until a message comes through; the first that a bot tells of itself is its account.
        private AccountId warmUp() throws Exception {
            long begun = System.nanoTime();
            for (int i = 0; !account.isDone(); i++) {
                publish("warm-up", EVENTS + 1 + i, "warm-up");
                Thread.sleep(500);
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw new IllegalStateException(
                            "no line of tail came for "
                                    + PATIENCE
                                    + ": "
                                    + Files.readString(data.resolve("tail.err")));
                }
            }
            return account.join();
        }

        private void publishAll() throws Exception {
            AtomicInteger number = new AtomicInteger();
            try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
                var ticks =
                        clock.scheduleAtFixedRate(
                                () -> publish(number.getAndIncrement()),
                                0,
                                1000 / EVENTS_PER_SECOND,
                                TimeUnit.MILLISECONDS);
                while (number.get() < EVENTS) {
                    Thread.sleep(10);
                }
                ticks.cancel(false);
            }
        }

        private void publish(int number) {
            if (number < EVENTS) {
                eventIds[number] = publish(name(number % CHATS), number + 1, "event " + number);
            }
        }

        private long publish(String chat, int message, String text) {
            return vkTeams.publish(bot, VkTeamsEvents.newMessage(message(chat, message, text)));
        }

        private static PlainMessage message(String chat, int number, String text) {
            return new PlainMessage(chat, number, "sender", Instant.now(), text, null);
        }

        private static String name(int chat) {
            return "chat-" + chat;
        }

        private void line(JsonNode change, Instant at) {
            String text = change.path("text").asString("");
            if (text.startsWith("event ")) {
                lines.putIfAbsent(Integer.parseInt(text.substring("event ".length())), at);
            } else if (change.has("account")) {
                account.complete(AccountId.parse(change.path("account").asString()));
            }
        }

        /// The first notification of a chat is about its first message, and so on.
        private void told(String uri, Instant at) {
            AtomicInteger number = next.get(uri);
            if (number != null) {
                notifications.put(number.getAndAdd(CHATS), at);
            }
        }

        private void await() throws InterruptedException {
            long begun = System.nanoTime();
            while (lines.size() < EVENTS || notifications.size() < EVENTS) {
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw new IllegalStateException(
                            "of %,d events %,d lines and %,d notifications came"
                                    .formatted(EVENTS, lines.size(), notifications.size()));
                }
                Thread.sleep(10);
            }
        }

        private double[] millis(Map<Integer, Instant> came) {
            double[] millis = new double[EVENTS];
            for (int number = 0; number < EVENTS; number++) {
                Instant left = vkTeams.departedAt(bot, eventIds[number]).orElseThrow();
                millis[number] = Duration.between(left, came.get(number)).toNanos() / 1e6;
            }
            return millis;
        }
    }
}
