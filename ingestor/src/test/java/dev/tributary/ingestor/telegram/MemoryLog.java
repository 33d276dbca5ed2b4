package dev.tributary.ingestor.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.config.TelegramSettings.Account;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.ingestor.append.Cursor;
import dev.tributary.ingestor.source.Batch;
import dev.tributary.ingestor.source.SourceUnavailable;
import dev.tributary.ingestor.telegram.media.FileStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The engine and the log in one: it reads the source, and keeps what was committed over the
/// processes' deaths. Its time passes with each read.
final class MemoryLog {

    /// So that a source which waits for its next request comes to send it.
    private static final Duration BETWEEN_READS = Duration.ofMillis(100);

    private final Sessions telegram;
    private final Duration longestRead;
    private final List<RawEvent> events = new ArrayList<>();
    private final Map<String, Cursor> streams = new HashMap<>();
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.ofEpochSecond(1_790_000_600L));
    private final Clock clock;
    private FileStore files = new FileStore(Path.of("never-used"));
    private Account settings = AccountSettings.everything();
    private @Nullable TelegramSource source;
    private @Nullable Cursor committed;
    private Instant begin = Instant.EPOCH;
    private boolean isAway;

    MemoryLog(FakeTelegram telegram) {
        this.telegram = telegram::connect;
        this.clock = new Ticking(now);
        this.longestRead = Duration.ZERO;
    }

    private MemoryLog(Sessions telegram, Clock clock) {
        this.telegram = telegram;
        this.clock = clock;
        this.longestRead = Duration.ofMillis(500);
    }

    /// For TDLib itself, whose time is everybody's.
    static MemoryLog real(Sessions telegram) {
        return new MemoryLog(telegram, Clock.systemUTC());
    }

    void settings(Account account) {
        settings = account;
    }

    void files(Path directory) {
        files = new FileStore(directory);
    }

    void startAt(long epochSecond) throws InterruptedException {
        now.set(Instant.ofEpochSecond(epochSecond));
        start();
    }

    void start() throws InterruptedException {
        begin = now.get();
        TelegramSource fresh =
                new TelegramSource(
                        "private",
                        settings,
                        telegram,
                        (_, _, sink) -> events.forEach(sink),
                        files,
                        clock,
                        new java.util.Random(1),
                        longestRead);
        source = fresh;
        var _ = fresh.connect();
        fresh.resume(() -> streams);
    }

    Instant begin() {
        return begin;
    }

    void crash() {
        source = null;
    }

    void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    /// As often as it takes until nothing comes.
    void readAll() throws InterruptedException {
        for (int quiet = 0; quiet < 25; ) {
            quiet = commit(next()) == 0 ? quiet + 1 : 0;
        }
    }

    void read(int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            var _ = commit(next());
        }
    }

    /// The log is away, and has only the first step when it is back.
    void readAndLose() throws InterruptedException {
        Batch batch = next();
        var _ = commit(new Batch(batch.steps().subList(0, 1), 0));
        open().resume(() -> streams);
    }

    /// As the engine does after a failure that passes.
    void readOrReconnect() throws InterruptedException {
        try {
            if (isAway) {
                reconnect();
                isAway = false;
            }
            read(1);
        } catch (SourceUnavailable e) {
            isAway = true;
        }
    }

    /// Long enough for everything, over failures that pass.
    void readOn() throws InterruptedException {
        for (int i = 0; i < 60; i++) {
            readOrReconnect();
        }
    }

    void reconnect() throws InterruptedException {
        var _ = open().connect();
    }

    void close() {
        if (source != null) {
            source.close();
        }
    }

    LoggedChats chats() {
        return LoggedChats.of(events);
    }

    private Batch next() throws InterruptedException {
        pass(BETWEEN_READS);
        return open().read(committed);
    }

    private TelegramSource open() {
        TelegramSource open = source;
        if (open == null) {
            throw new IllegalStateException("nobody reads");
        }
        return open;
    }

    private int commit(Batch batch) {
        for (Batch.Step step : batch.steps()) {
            events.addAll(step.events());
            streams.putAll(step.streams());
            committed = step.after();
        }
        return batch.steps().size();
    }

    /// Of `/status`.
    JsonNode report() {
        return open().details().path("sync");
    }

    List<RawEvent> ofType(String type) {
        return events.stream()
                .filter(event -> type.equals(event.headers().get(RawHeader.EVENT_TYPE)))
                .toList();
    }

    List<String> text(List<RawEvent> some) {
        return some.stream().map(event -> new String(event.value(), UTF_8)).toList();
    }

    /// Ids, each once, in their order.
    List<Long> messages() {
        return events.stream()
                .filter(event ->
                        Set.of("message", "updateNewMessage")
                                .contains(event.headers().getOrDefault(RawHeader.EVENT_TYPE, "")))
                .map(event -> JsonMapper.shared().readTree(event.value()))
                .map(json -> (json.has("message") ? json.path("message") : json))
                .map((JsonNode message) -> message.path("id").asLong())
                .distinct()
                .sorted()
                .toList();
    }

    /// A moment passes with each look at it, so that nothing waits for real.
    private static final class Ticking extends Clock {

        private final AtomicReference<Instant> now;

        Ticking(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now.updateAndGet(instant -> instant.plusMillis(1));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
