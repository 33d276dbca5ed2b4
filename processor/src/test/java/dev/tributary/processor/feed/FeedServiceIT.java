package dev.tributary.processor.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.archive.Archive;
import dev.tributary.archive.ArchiveWriter;
import dev.tributary.archive.feed.FeedTable;
import dev.tributary.contract.change.Change;
import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.ChatEvent.MessageDeleted;
import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.event.ChatKind;
import dev.tributary.contract.event.ChatProfile;
import dev.tributary.contract.event.EventJson;
import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.event.MessageKind;
import dev.tributary.contract.event.UserProfile;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.UserId;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawPosition;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.topic.Topics;
import dev.tributary.embedded.TestStack;
import dev.tributary.log.LogClients;
import dev.tributary.processor.store.Store;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("stack")
class FeedServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");
    private static final AtomicInteger ACCOUNTS = new AtomicInteger(7_000_000);
    private static final FeedPace BRISK =
            new FeedPace(
                    Duration.ofMillis(100),
                    Duration.ofMillis(100),
                    Duration.ofMillis(200),
                    Duration.ofHours(1));

    private final LogClients log = new LogClients(TestStack.kafka());
    private final Endpoints.Postgres postgres = TestStack.freshDatabase();
    private final AccountId account = AccountId.parse("vkteams:" + ACCOUNTS.incrementAndGet());
    private final Archive archive = Archive.open(postgres);
    private final FeedReader reader = new FeedReader(log, account);
    private final List<AutoCloseable> parts = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable part : parts.reversed()) {
            part.close();
        }
        awaitReleased();
        archive.close();
        reader.close();
    }

    @Test
    void what_is_live_is_fed_and_what_is_not_is_not() {
        // Given the feed, and a store on both lanes
        FeedService feed = start(BRISK);
        awaitRunning(feed);
        Store store = keep(new Store(log, archive, new SimpleMeterRegistry(), true));
        store.start();

        // When
        try (KafkaProducer<String, byte[]> events = log.producer(Map.of("linger.ms", 0))) {
            send(events, Lane.BULK, message(Origin.IMPORT, 90, "imported", null));
            send(events, Lane.BULK, message(Origin.BACKFILL, 91, "backfilled", null));
            send(events, Lane.LIVE, message(Origin.LIVE, 1, "Who took my cup?", null));
            send(events, Lane.LIVE, message(Origin.LIVE, 2, "Not me", null));
            send(events, Lane.LIVE, message(Origin.LIVE, 2, "Ask Vera", AT.plusSeconds(9)));
            send(
                    events,
                    Lane.LIVE,
                    new MessageDeleted(
                            source(Origin.LIVE, 5), new MessageId("1"), AT.plusSeconds(20)));
        }

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(reader.changes())
                                .extracting(FeedServiceIT::line)
                                .containsExactly(
                                        "POSTED 1 Анна in Двор: Who took my cup?",
                                        "POSTED 2 Анна in Двор: Not me",
                                        "EDITED 2 Анна in Двор: Ask Vera",
                                        "DELETED 1 Анна in Двор: "));
        assertThat(reader.changes())
                .extracting(Change::at)
                .containsExactly(
                        AT.plusSeconds(1),
                        AT.plusSeconds(2),
                        AT.plusSeconds(9),
                        AT.plusSeconds(20));
        assertThat(reader.changes())
                .allSatisfy(change ->
                        assertThat(change.committedAt())
                                .isBetween(Instant.now().minusSeconds(60), Instant.now()));
        assertThat(((FeedState.Running) feed.state()).gap()).isEmpty();
    }

    @Test
    void each_change_comes_once_though_sessions_are_killed() throws SQLException {
        // Given
        FeedService feed = start(BRISK);
        awaitRunning(feed);

        // When the server ends the feed's sessions in the middle of its work
        for (int number = 0; number < 60; number++) {
            write(message(Origin.LIVE, number, "number " + number, null));
            if (number == 20) {
                execute(
                        "select pg_terminate_backend(active_pid) from pg_replication_slots where"
                                + " database = current_database()");
            }
            if (number == 40) {
                execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where"
                                + " datname = current_database() and application_name ="
                                + " 'tributary-feed'");
            }
        }

        // Then
        awaitMessages(0, 60);
    }

    @Test
    void what_kafka_takes_only_in_part_comes_whole_and_in_order_when_it_takes_all()
            throws Exception {
        // Given a topic that refuses the first of two changes
        FeedService feed = start(BRISK);
        awaitRunning(feed);
        limitChanges("2000");
        try {
            archive.inTransaction(tx -> {
                FeedTable.append(
                        tx,
                        List.of(
                                message(Origin.LIVE, 1, noise(4_000), null),
                                message(Origin.LIVE, 2, "short", null)));
                return null;
            });
            await().atMost(PATIENCE).until(() -> feed.state() instanceof FeedState.Waiting);
        } finally {
            // When
            limitChanges(Integer.toString(Topics.MAX_RECORD_BYTES));
        }

        // Then
        awaitMessages(1, 3);
    }

    @Test
    void another_processor_takes_over_and_what_came_in_between_is_fed() throws Exception {
        // Given two, of which one reads
        FeedService first = start(BRISK);
        awaitRunning(first);
        FeedService second = start(BRISK);
        await().atMost(PATIENCE).until(() -> second.state() instanceof FeedState.Standby);
        write(message(Origin.LIVE, 0, "before", null));
        awaitMessages(0, 1);

        // When
        first.close();
        write(message(Origin.LIVE, 1, "in between", null));

        // Then
        awaitRunning(second);
        write(message(Origin.LIVE, 2, "after", null));
        awaitMessages(0, 3);
        assertThat(second.state()).isInstanceOf(FeedState.Running.class);
        assertThat(reader.gaps()).isEmpty();
    }

    @Test
    void rows_are_pruned_by_age_and_the_slot_follows_a_log_without_changes() throws SQLException {
        // Given
        FeedService feed =
                start(
                        new FeedPace(
                                Duration.ofMillis(100),
                                Duration.ofMillis(100),
                                Duration.ofMillis(100),
                                Duration.ZERO));
        awaitRunning(feed);

        // When live changes come, and then only what the feed does not tell
        IntStream.range(0, 5).forEach(number -> write(message(Origin.LIVE, number, "text", null)));
        awaitMessages(0, 5);
        execute("create table filler as select generate_series(1, 200000) number");

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(number("select count(*) from tributary_shared.feed")).isZero());
        await().atMost(PATIENCE)
                .until(() ->
                        feed.state() instanceof FeedState.Running running
                                && running.lagBytes() < 1_000_000);
    }

    @Test
    void a_feed_that_is_switched_off_leaves_no_slot() {
        FeedService feed = start(BRISK);
        awaitRunning(feed);
        feed.close();

        awaitReleased();
    }

    @Test
    void an_address_of_several_servers_is_read_where_it_takes_writes() {
        // Given an address whose first server is not there
        Endpoints.Postgres several =
                new Endpoints.Postgres(
                        postgres.jdbcUrl().replace("://", "://127.0.0.1:1,"),
                        postgres.user(),
                        postgres.password());

        // When
        FeedService feed = start(several, BRISK);

        // Then
        awaitRunning(feed);
    }

    /// The server notices a moment later that nobody reads the slot.
    private void awaitReleased() {
        await().atMost(PATIENCE)
                .until(() -> {
                    FeedService.release(archive);
                    return number(
                                    "select count(*) from pg_replication_slots where database ="
                                            + " current_database()")
                            == 0;
                });
    }

    private static String line(Change change) {
        return "%s %s %s in %s: %s"
                .formatted(
                        change.kind(),
                        change.message(),
                        change.senderName(),
                        change.chatTitle(),
                        change.text());
    }

    private FeedService start(FeedPace pace) {
        return start(postgres, pace);
    }

    private FeedService start(Endpoints.Postgres address, FeedPace pace) {
        return keep(
                new FeedService(
                                address,
                                log,
                                new SimpleMeterRegistry(),
                                Clock.systemUTC(),
                                RandomGenerator.getDefault(),
                                pace)
                        .started());
    }

    private static void awaitRunning(FeedService feed) {
        await().atMost(PATIENCE).until(() -> feed.state() instanceof FeedState.Running);
    }

    private void awaitMessages(int from, int to) {
        List<String> expected = IntStream.range(from, to).mapToObj(Integer::toString).toList();
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(reader.changes())
                                .extracting(change -> change.message().value())
                                .containsExactlyElementsOf(expected));
    }

    /// Text that no compression makes small.
    private static String noise(int length) {
        return new Random(1)
                .ints(length, '!', '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void limitChanges(String mostBytes) throws Exception {
        ConfigResource changes =
                new ConfigResource(ConfigResource.Type.TOPIC, Topics.CHANGES.value());
        AlterConfigOp limit =
                new AlterConfigOp(
                        new ConfigEntry("max.message.bytes", mostBytes), AlterConfigOp.OpType.SET);
        try (Admin admin = log.admin()) {
            admin.incrementalAlterConfigs(Map.of(changes, List.of(limit))).all().get();
        }
    }

    /// As the store does it.
    private void write(ChatEvent event) {
        try {
            archive.inTransaction(tx -> {
                new ArchiveWriter().write(tx, List.of(event));
                FeedTable.append(tx, List.of(event));
                return null;
            });
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void send(KafkaProducer<String, byte[]> events, Lane lane, ChatEvent event) {
        var _ =
                events.send(
                        new ProducerRecord<>(
                                Topics.events(lane).value(),
                                event.source().chatRef().toString(),
                                EventJson.write(event)));
    }

    private EventSource source(Origin origin, int number) {
        return new EventSource(
                account,
                new ChatId("chat"),
                origin,
                AT.plusSeconds(number),
                new RawPosition("tributary.raw.vkteams" + origin.lane().topicSuffix(), 4, number));
    }

    private MessageVersion message(
            Origin origin, int number, String text, @Nullable Instant editedAt) {
        return new MessageVersion(
                source(origin, number),
                new MessageId(Integer.toString(number)),
                new UserProfile(new UserId("anna"), "Анна", null),
                AT.plusSeconds(number),
                editedAt,
                MessageKind.MESSAGE,
                text,
                null,
                null,
                null,
                List.of(),
                number % 2 == 0 ? null : new ChatProfile(ChatKind.GROUP, "Двор"));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = archive.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String query) throws SQLException {
        try (Connection connection = archive.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.add(part);
        return part;
    }
}
