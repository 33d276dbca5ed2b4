package dev.tributary.processor.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tributary.archive.Archive;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.topic.Topics;
import dev.tributary.embedded.EmbeddedBroker;
import dev.tributary.embedded.PrivatePostgres;
import dev.tributary.embedded.TestStack;
import dev.tributary.log.LogClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Tag("stack")
class StoreIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private EmbeddedBroker broker;
    private LogClients log;
    private EventLog events;
    private Archive archive;

    @BeforeEach
    void open() {
        broker = TestStack.freshBroker();
        log = new LogClients(broker.endpoint());
        events = new EventLog(log);
        archive = Archive.open(TestStack.freshDatabase());
    }

    @AfterEach
    void close() {
        archive.close();
        events.close();
        broker.close();
    }

    @Test
    void stores_both_lanes_and_goes_on_where_it_stopped() throws SQLException {
        // Given a store that has stopped after some events
        events.appendMessages(Lane.LIVE, 0, 200);
        events.appendMessages(Lane.BULK, 200, 3_000);
        try (Store _ = start()) {
            awaitMessages(3_000);
        }
        events.appendMessages(Lane.LIVE, 3_000, 3_100);

        // When the next one starts
        try (Store _ = start()) {
            awaitMessages(3_100);
        }

        // Then nothing was stored twice
        assertThat(meters.counter("tributary.store.messages", "change", "unchanged").count())
                .isZero();
        assertThat(saved("live")).isEqualTo(300);
        assertThat(saved("bulk")).isEqualTo(2_800);
        assertThat(number("select sum(next_offset) from ingest_positions")).isEqualTo(3_100);
    }

    @Test
    void says_that_the_disk_of_postgres_is_full_and_goes_on_when_there_is_room()
            throws SQLException {
        // Given what Postgres says then
        execute(
                """
                create function full_disk() returns trigger language plpgsql as
                $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$
                """);
        execute(
                "create trigger full_disk before insert on tributary.messages execute function"
                        + " full_disk()");
        events.appendMessages(Lane.LIVE, 0, 10);
        try (Store store = start()) {
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(store.state())
                                    .isInstanceOfSatisfying(
                                            StoreState.Waiting.class,
                                            waiting ->
                                                    assertThat(waiting.reason())
                                                            .startsWith(
                                                                    "the disk of Postgres is"
                                                                            + " full")));

            // When
            execute("drop trigger full_disk on tributary.messages");

            // Then
            awaitMessages(10);
        }
    }

    private void execute(String sql) throws SQLException {
        archive.inTransaction(tx -> {
            try (Statement statement = tx.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    @Test
    void lays_aside_what_postgres_cannot_keep_and_goes_on() throws SQLException {
        // Given one event with a character that no text of Postgres holds, and one that is none
        events.appendMessages(Lane.LIVE, 0, 120);
        events.append(Lane.LIVE, EventLog.message(Lane.LIVE, 120, "zero \0 byte"));
        events.appendBytes(Lane.LIVE, EventLog.ACCOUNT + "/chat1", "not json".getBytes(UTF_8));
        events.appendMessages(Lane.LIVE, 121, 240);

        // When
        try (Store _ = start()) {
            awaitMessages(239);
            await().atMost(PATIENCE).until(() -> events.deadLetters().size() == 2);
        }

        // Then
        assertThat(events.deadLetters())
                .extracting(
                        letter -> letter.get("key"),
                        letter -> letter.get("dead-letter-stage"),
                        letter -> letter.get("dead-letter-reason"),
                        letter -> letter.get("dead-letter-topic"))
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(
                                "vkteams:1000003205",
                                "store",
                                "Postgres cannot keep the event (SQLState 22021)",
                                "tributary.raw.vkteams"),
                        org.assertj.core.groups.Tuple.tuple(
                                "vkteams:1000003205",
                                "store",
                                "the event topic holds something that is no event",
                                "tributary.events"));
        assertThat(
                        meters.counter(
                                        "tributary.store.failed",
                                        "account",
                                        "vkteams:1000003205",
                                        "lane",
                                        "live")
                                .count())
                .isEqualTo(2);
    }

    @Test
    void reads_the_positions_again_when_somebody_else_moved_them() throws SQLException {
        events.appendMessages(Lane.LIVE, 0, 500);
        try (Store store = start()) {
            awaitMessages(500);

            // When somebody sets the group back to the beginning
            archive.inTransaction(tx -> {
                try (Statement statement = tx.createStatement()) {
                    statement.execute("update ingest_positions set next_offset = 0");
                    return statement.execute("delete from messages");
                }
            });
            events.appendMessages(Lane.LIVE, 500, 600);

            // Then all is stored again
            awaitMessages(600);
            assertThat(store.state()).isInstanceOf(StoreState.Running.class);
        }
    }

    @Test
    void lays_aside_once_what_it_reads_twice() throws SQLException {
        // Given a store whose group somebody else has set back
        events.appendMessages(Lane.LIVE, 0, 50);
        try (Store _ = start()) {
            awaitMessages(50);
            archive.inTransaction(tx -> {
                try (Statement statement = tx.createStatement()) {
                    return statement.execute("update ingest_positions set next_offset = 0");
                }
            });

            // When it meets something garbled before it notices
            events.appendBytes(Lane.LIVE, EventLog.ACCOUNT + "/chat1", "not json".getBytes(UTF_8));
            events.flush();
            await().atMost(PATIENCE)
                    .until(() -> number("select sum(next_offset) from ingest_positions") == 51);
        }

        // Then
        assertThat(events.deadLetters()).hasSize(1);
    }

    @Test
    void says_so_when_events_expire_before_it_comes_to_them() throws Exception {
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(LaneReader.class);
        said.start();
        logger.addAppender(said);
        try (Store _ = start()) {
            // Given a store that Postgres holds up
            appendToOneChat(0, 10);
            awaitMessages(10);
            archive.inTransaction(tx -> {
                try (Statement statement = tx.createStatement()) {
                    statement.execute("lock table ingest_positions in exclusive mode");
                }
                appendToOneChat(10, 11);
                await().atMost(PATIENCE)
                        .until(() -> number("select count(*) from pg_locks where not granted") > 0);
                appendToOneChat(11, 20);
                appendToOneChat(20, 300);

                // When what it has not read expires
                expireBefore(299);
                return true;
            });

            // Then it goes on with the rest
            await().atMost(PATIENCE)
                    .until(() -> number("select max(next_offset) from ingest_positions") == 300);
        } finally {
            logger.detachAppender(said);
        }
        assertThat(said.list)
                .extracting(ILoggingEvent::getMessage)
                .containsExactly(
                        "Events expired before the store came to them; run \"processor rebuild\""
                                + " to fill them in");
    }

    @Test
    void two_stores_share_the_work() throws SQLException {
        try (Store _ = start();
                Store _ = start()) {
            for (int from = 0; from < 4_000; from += 500) {
                events.appendMessages(Lane.BULK, from, from + 500);
                events.appendMessages(Lane.LIVE, from + 10_000, from + 10_100);
            }
            awaitMessages(4_800);
        }
        assertThat(number("select sum(next_offset) from ingest_positions")).isEqualTo(4_800);
    }

    @Test
    void live_does_not_wait_for_bulk() throws SQLException {
        // Given a store in the middle of much bulk
        int bulk = 40_000;
        events.appendMessages(Lane.BULK, 0, bulk);
        try (Store _ = start()) {
            await().pollInterval(Duration.ofMillis(5)).atMost(PATIENCE).until(() -> messages() > 0);

            // When one live event comes
            events.appendMessages(Lane.LIVE, bulk, bulk + 1);
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(PATIENCE)
                    .until(() ->
                            number("select count(*) from messages where message = '40000'") == 1);

            // Then it is there long before the bulk is
            assertThat(messages()).isLessThan(bulk);
            awaitMessages(bulk + 1);
        }
    }

    @Test
    void waits_while_postgres_is_away_and_loses_nothing(@TempDir Path directory)
            throws SQLException {
        // Given a store whose Postgres goes away
        archive.close();
        PrivatePostgres postgres = PrivatePostgres.start(directory, 0, null);
        archive = Archive.open(postgres.endpoint());
        int port = Integer.parseInt(postgres.endpoint().jdbcUrl().replaceAll(".*:(\\d+)/.*", "$1"));
        events.appendMessages(Lane.LIVE, 0, 100);
        try (Store store = start()) {
            awaitMessages(100);
            postgres.close();
            events.appendMessages(Lane.LIVE, 100, 200);
            await().atMost(PATIENCE).until(() -> store.state() instanceof StoreState.Waiting);

            // When it comes back
            try (PrivatePostgres _ = PrivatePostgres.start(directory, port, null)) {
                awaitMessages(200);

                // Then
                assertThat(store.state()).isInstanceOf(StoreState.Running.class);
                assertThat(number("select sum(next_offset) from ingest_positions")).isEqualTo(200);
            }
        }
    }

    private void appendToOneChat(int from, int to) {
        for (int number = from; number < to; number++) {
            events.append(Lane.LIVE, EventLog.message(Lane.LIVE, number * 50, "text"));
        }
        events.flush();
    }

    private void expireBefore(long offset) throws SQLException {
        int partition = (int) number("select partition from ingest_positions");
        TopicPartition where = new TopicPartition(Topics.events(Lane.LIVE).value(), partition);
        try (Admin admin = log.admin()) {
            KafkaFuture<Void> done =
                    admin.deleteRecords(Map.of(where, RecordsToDelete.beforeOffset(offset))).all();
            await().atMost(PATIENCE).until(done::isDone);
        }
    }

    private Store start() {
        Store store = new Store(log, archive, meters, true);
        store.start();
        return store;
    }

    private void awaitMessages(int count) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> messages() == count);
    }

    private long messages() throws SQLException {
        return number("select count(*) from messages");
    }

    private double saved(String lane) {
        return meters.counter(
                        "tributary.store.saved", "account", "vkteams:1000003205", "lane", lane)
                .count();
    }

    private long number(String query) throws SQLException {
        return archive.inTransaction(tx -> {
            try (Statement statement = tx.createStatement();
                    ResultSet row = statement.executeQuery(query)) {
                row.next();
                return row.getLong(1);
            }
        });
    }
}
