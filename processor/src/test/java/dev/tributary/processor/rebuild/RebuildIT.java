package dev.tributary.processor.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.archive.Archive;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.embedded.EmbeddedBroker;
import dev.tributary.embedded.TestStack;
import dev.tributary.log.LogClients;
import dev.tributary.log.RawRecords;
import dev.tributary.processor.feed.FeedReader;
import dev.tributary.processor.feed.FeedService;
import dev.tributary.processor.normalise.NormaliseService;
import dev.tributary.processor.normalise.Normalisers;
import dev.tributary.processor.store.Store;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("stack")
class RebuildIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final AccountId ACCOUNT = AccountId.parse("jsonl:diary");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<AutoCloseable> parts = new ArrayList<>();
    private LogClients log;
    private Endpoints.Postgres postgres;
    private Archive archive;
    private KafkaProducer<String, byte[]> producer;

    @BeforeEach
    void open() {
        EmbeddedBroker broker = keep(TestStack.freshBroker());
        log = new LogClients(broker.endpoint());
        postgres = TestStack.freshDatabase();
        archive = keep(Archive.open(postgres));
        producer = keep(log.producer(Map.of("transactional.id", "test", "linger.ms", 5)));
        producer.initTransactions();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable part : parts.reversed()) {
            part.close();
        }
    }

    @Test
    void swaps_in_an_equal_archive_under_load() throws Exception {
        // Given a processor at work on both lanes, its feed, and readers
        FeedReader followed = keep(new FeedReader(log, ACCOUNT));
        keep(FeedService.start(postgres, log, meters, RandomGenerator.getDefault()));
        startProcessor();
        append(Lane.BULK, 0, 3_000);
        appendBytes(Lane.LIVE, 0, "not json");
        append(Lane.LIVE, 3_000, 3_500);
        awaitMessages(3_500);
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
            Future<Integer> written = threads.submit(writer(done, 3_500));
            Future<Long> read = threads.submit(reader(done, "select count(*) from messages"));
            Future<Long> qualified =
                    threads.submit(reader(done, "select count(*) from tributary.messages"));

            // When
            Outcome outcome = rebuild().run(false);

            // Then nobody has noticed but by the schema's identity
            done.set(true);
            int last = written.get();
            assertThat(outcome).as(() -> differences(outcome)).isInstanceOf(Outcome.Swapped.class);
            assertThat(outcome.skipped()).isEqualTo(1);
            assertThat(read.get()).isPositive();
            assertThat(qualified.get()).isPositive();
            awaitMessages(last);
            awaitChanges(followed, live(last));
            assertThat(
                            number(
                                    "select count(*) from pg_namespace where nspname in"
                                            + " ('tributary_rebuild', 'tributary_replaced')"))
                    .isZero();
        }
        // And the next one finds both equal again, all events of the meantime included
        assertThat(rebuild().run(false)).isInstanceOf(Outcome.Swapped.class);
    }

    @Test
    void leaves_an_archive_that_differs_alone_unless_told() throws Exception {
        // Given a live archive that somebody has tampered with
        startProcessor();
        append(Lane.BULK, 0, 300);
        awaitMessages(300);
        execute("update messages set text = 'tampered' where message = '7'");
        execute("delete from message_versions where message = '8'");

        // When
        Outcome refused = rebuild().run(false);

        // Then it says what differs and changes nothing
        assertThat(refused).isInstanceOf(Outcome.Different.class);
        assertThat(refused.tables())
                .filteredOn(table -> !table.equal())
                .extracting(TableComparison::table, t -> t.live().rows(), t -> t.rebuilt().rows())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("message_versions", 299L, 300L),
                        org.assertj.core.groups.Tuple.tuple("messages", 300L, 300L));
        assertThat(number("select count(*) from messages where text = 'tampered'")).isEqualTo(1);

        // And it swaps when differences are accepted
        assertThat(rebuild().run(true)).isInstanceOf(Outcome.Swapped.class);
        assertThat(number("select count(*) from messages where text = 'tampered'")).isZero();
        append(Lane.LIVE, 300, 310);
        awaitMessages(310);
    }

    @Test
    void says_so_when_no_processor_runs() {
        append(Lane.LIVE, 0, 10);

        assertThatThrownBy(() ->
                        new Rebuild(log, archive, new Normalisers(), _ -> {}, Duration.ofSeconds(1))
                                .run(false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "the stage \"normalise\" of the processor is 10 records behind and does not"
                                + " move; start the processor and rebuild again");
    }

    /// The messages of the live lane, as they were appended.
    private static Set<String> live(int last) {
        return IntStream.range(3_000, last)
                .filter(number -> number < 3_500 || (number - (number - 3_500) % 7) % 2 == 0)
                .mapToObj(Integer::toString)
                .collect(Collectors.toSet());
    }

    private static void awaitChanges(FeedReader followed, Set<String> expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(followed.changes())
                                .hasSameSizeAs(expected)
                                .extracting(change -> change.message().value())
                                .containsExactlyInAnyOrderElementsOf(expected));
    }

    private Rebuild rebuild() {
        return new Rebuild(log, archive, new Normalisers(), _ -> {}, Duration.ofSeconds(60));
    }

    private void startProcessor() {
        keep(
                NormaliseService.start(
                        new Settings.Processor(Duration.ofMillis(50), false), log, meters));
        Store store = keep(new Store(log, archive, meters, true));
        store.start();
    }

    /// Appends until told to stop.
    ///
    /// @return how many messages there are then
    private Callable<Integer> writer(AtomicBoolean done, int from) {
        return () -> {
            int next = from;
            while (!done.get()) {
                append(next % 2 == 0 ? Lane.LIVE : Lane.BULK, next, next + 7);
                next += 7;
            }
            return next;
        };
    }

    /// One statement on one connection over and over, so that the server keeps a plan of it.
    private Callable<Long> reader(AtomicBoolean done, String query) {
        return () -> {
            long rounds = 0;
            long last = 0;
            try (Connection connection = archive.dataSource().getConnection();
                    PreparedStatement statement = connection.prepareStatement(query)) {
                while (!done.get()) {
                    try (ResultSet row = statement.executeQuery()) {
                        row.next();
                        assertThat(row.getLong(1)).isGreaterThanOrEqualTo(last);
                        last = row.getLong(1);
                    }
                    rounds++;
                }
            }
            return rounds;
        };
    }

    private void append(Lane lane, int from, int to) {
        producer.beginTransaction();
        for (int number = from; number < to; number++) {
            send(
                    lane,
                    number,
                    """
                    {"chat": "c%d", "message_id": "%d", "sender": "anna", "sender_name": "Anna",
                     "sent_at": %d, "text": "message number %d"}
                    """
                            .formatted(number % 20, number, 1_700_000_000 + number, number));
        }
        producer.commitTransaction();
    }

    private void appendBytes(Lane lane, int number, String value) {
        producer.beginTransaction();
        send(lane, number, value);
        producer.commitTransaction();
    }

    private void send(Lane lane, int number, String value) {
        RawEvent event =
                new RawEvent(
                        ACCOUNT,
                        Map.of(
                                RawHeader.EVENT_ID, Integer.toString(number),
                                RawHeader.EVENT_TYPE, "message",
                                RawHeader.CONTENT_TYPE, ContentType.JSONL_MESSAGE.value(),
                                RawHeader.ORIGIN,
                                        (lane == Lane.LIVE ? Origin.LIVE : Origin.IMPORT)
                                                .wireName(),
                                RawHeader.RECEIVED_AT, "2026-11-01T00:00:00.000Z"),
                        value.getBytes(UTF_8));
        var _ = producer.send(RawRecords.toRecord(event));
    }

    private static String differences(Outcome outcome) {
        return outcome.tables().stream().filter(table -> !table.equal()).toList().toString();
    }

    private void awaitMessages(int count) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(number("select count(*) from messages")).isEqualTo(count));
    }

    private void execute(String sql) throws SQLException {
        archive.inTransaction(tx -> {
            try (Statement statement = tx.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
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

    private <T extends AutoCloseable> T keep(T part) {
        parts.add(part);
        return part;
    }
}
