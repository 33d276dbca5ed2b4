package dev.tributary.standalone.bench;

import dev.tributary.archive.Archive;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.log.LogClients;
import dev.tributary.mcp.resource.ArchiveUri;
import dev.tributary.processor.normalise.Normalisers;
import dev.tributary.processor.rebuild.Outcome;
import dev.tributary.processor.rebuild.Rebuild;
import dev.tributary.simulator.vkteams.Bot;
import dev.tributary.simulator.vkteams.PlainMessage;
import dev.tributary.simulator.vkteams.VkTeamsEvents;
import dev.tributary.simulator.vkteams.VkTeamsSimulator;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
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

/// One run of [LiveBenchmark] over a stack that is up.
final class LiveRun {

    static final int EVENTS = 1_000;
    static final int EVENTS_PER_SECOND = 20;
    private static final double BAR = 1_000;

    /// The rebuild begins when so many events have left.
    private static final int BEFORE_REBUILD = 300;

    /// A notification names the chat alone: with ten seconds between two messages of a chat it is
    /// clear which one it is about.
    private static final int CHATS = 200;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path root;
    private final VkTeamsSimulator vkTeams;
    private final Endpoints endpoints;
    private final Path data;
    private final int port;
    private final Consumer<String> progress;
    private final Bot bot;
    private final CompletableFuture<AccountId> account = new CompletableFuture<>();
    private final long[] eventIds = new long[EVENTS];
    private final AtomicInteger left = new AtomicInteger();
    private final Map<Integer, Instant> lines = new ConcurrentHashMap<>();
    private final Map<Integer, Instant> notifications = new ConcurrentHashMap<>();
    private final Map<String, Integer> chats = new ConcurrentHashMap<>();

    /// @param root of the checkout
    /// @param port of the bridge
    LiveRun(
            Path root,
            VkTeamsSimulator vkTeams,
            Endpoints endpoints,
            Path data,
            int port,
            Consumer<String> progress) {
        this.root = root;
        this.vkTeams = vkTeams;
        this.endpoints = endpoints;
        this.data = data;
        this.port = port;
        this.progress = progress;
        this.bot = vkTeams.bots().getFirst();
    }

    List<Result> measure() throws Exception {
        List<String> program = List.of(root.resolve("bin/query-cli").toString());
        URI service = URI.create("http://127.0.0.1:" + port + "/mcp");
        try (FollowingTail _ = FollowingTail.start(program, data, this::line);
                WatchingAgent agent =
                        WatchingAgent.connect(service, LiveBenchmark.TOKEN, this::told)) {
            AccountId own = warmUp();
            for (int chat = 0; chat < CHATS; chat++) {
                ChatId id = new ChatId(message(name(chat), 0, "").chatId());
                String uri = new ArchiveUri.Chat(new ChatRef(own, id)).toString();
                chats.put(uri, chat);
                agent.watch(uri);
            }
            progress.accept("%d chats are watched".formatted(CHATS));
            Thread.sleep(2_000);
            publishAll();
            await();
        }
        progress.accept("none of %,d events was lost".formatted(EVENTS));
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
        try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
            var ticks =
                    clock.scheduleAtFixedRate(
                            () -> publish(left.getAndIncrement()),
                            0,
                            1000 / EVENTS_PER_SECOND,
                            TimeUnit.MILLISECONDS);
            waitFor(BEFORE_REBUILD);
            rebuild();
            waitFor(EVENTS);
            ticks.cancel(false);
        }
    }

    private void waitFor(int events) throws InterruptedException {
        while (left.get() < events) {
            Thread.sleep(10);
        }
    }

    private void rebuild() throws SQLException, InterruptedException {
        int first = left.get();
        try (Archive archive = Archive.open(endpoints.postgres())) {
            Outcome outcome =
                    new Rebuild(
                                    new LogClients(endpoints.kafka()),
                                    archive,
                                    new Normalisers(),
                                    _ -> {})
                            .run(false);
            int last = left.get();
            if (!(outcome instanceof Outcome.Swapped) || last >= EVENTS) {
                throw new IllegalStateException(
                        "the archive was not swapped while events came, but %,d had left: %s"
                                .formatted(last, outcome));
            }
            progress.accept("rebuilt and swapped from event %,d to %,d".formatted(first, last));
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

    /// About the newest message of the chat that has left. What is told again, or before any has
    /// left because following begins, is about none.
    private void told(String uri, Instant at) {
        Integer chat = chats.get(uri);
        int newest = Math.min(left.get(), EVENTS) - 1;
        if (chat != null && newest >= chat) {
            notifications.putIfAbsent(newest - (newest - chat) % CHATS, at);
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
