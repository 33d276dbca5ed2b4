package dev.tributary.processor.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.archive.Archive;
import dev.tributary.archive.feed.FeedProblem;
import dev.tributary.archive.feed.FeedTable;
import dev.tributary.contract.change.Change;
import dev.tributary.contract.change.ChangeGap;
import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.event.MessageKind;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawPosition;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.embedded.PrivatePostgres;
import dev.tributary.embedded.TestStack;
import dev.tributary.log.LogClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the server's administrator decides, on a server of its own.
@Tag("stack")
class FeedRightsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final FeedPace BRISK =
            new FeedPace(
                    Duration.ofMillis(100),
                    Duration.ofMillis(100),
                    Duration.ofMinutes(1),
                    Duration.ofHours(1));

    @TempDir private static Path directory;
    private static PrivatePostgres server;

    private final LogClients log = new LogClients(TestStack.kafka());

    @BeforeAll
    static void startServer() {
        server = PrivatePostgres.start(directory.resolve("postgres"), 0, null);
    }

    @AfterAll
    static void stopServer() {
        server.close();
        PrivatePostgres.delete(directory.resolve("postgres"));
    }

    @Test
    void a_slot_that_the_server_gave_up_is_made_anew_and_the_gap_is_stated() throws Exception {
        // Given a feed that was away while the server's log grew beyond what it keeps for a slot
        AccountId account = AccountId.parse("vkteams:7100001");
        Endpoints.Postgres postgres = server.createDatabase("lost");
        try (Archive archive = Archive.open(postgres);
                FeedReader reader = new FeedReader(log, account)) {
            Instant before = Instant.now();
            try (FeedService feed = start(postgres)) {
                awaitRunning(feed);
                write(archive, account, 1);
                await().atMost(PATIENCE).until(() -> reader.changes().size() == 1);
            }
            write(archive, account, 2);
            administer("alter system set max_slot_wal_keep_size = '1MB'");
            administer("select pg_reload_conf()");
            for (int segment = 0; segment < 4; segment++) {
                administer("select pg_logical_emit_message(false, 'filler', 'x')");
                administer("select pg_switch_wal()");
            }
            administer("checkpoint");

            // When
            try (FeedService feed = start(postgres)) {
                awaitRunning(feed);

                // Then
                ChangeGap gap = ((FeedState.Running) feed.state()).gap().orElseThrow();
                assertThat(gap.from()).isBetween(before, gap.to());
                assertThat(FeedStatus.json(feed.state()).get("gap").get("to").asString())
                        .isEqualTo(gap.to().toString());
                await().atMost(PATIENCE).until(() -> reader.gaps().size() == 12);
                assertThat(reader.gaps()).containsOnly(gap);
                write(archive, account, 3);
                await().atMost(PATIENCE).until(() -> reader.changes().size() == 2);
                assertThat(reader.changes())
                        .extracting(Change::message)
                        .containsExactly(new MessageId("1"), new MessageId("3"));
            }
            FeedService.release(archive);
        }
    }

    @Test
    void without_the_right_to_replicate_it_is_off_until_the_sql_that_it_says_has_run()
            throws Exception {
        // Given
        Endpoints.Postgres postgres = server.createDatabase("rights");
        administer("alter role tributary noreplication");
        try (Archive _ = Archive.open(postgres);
                FeedService feed = start(postgres)) {
            await().atMost(PATIENCE).until(() -> feed.state() instanceof FeedState.Off);
            List<FeedProblem> problems = ((FeedState.Off) feed.state()).problems();
            assertThat(FeedStatus.describe(feed.state()))
                    .isEqualTo(
                            "off: the role \"tributary\" may not replicate; run: alter role"
                                    + " \"tributary\" replication;");
            assertThat(FeedStatus.isUnwell(feed.state())).isFalse();

            // When
            for (FeedProblem problem : problems) {
                administer(problem.sql());
            }

            // Then
            awaitRunning(feed);
        }
    }

    private FeedService start(Endpoints.Postgres postgres) {
        return new FeedService(
                        postgres,
                        log,
                        new SimpleMeterRegistry(),
                        Clock.systemUTC(),
                        RandomGenerator.getDefault(),
                        BRISK)
                .started();
    }

    private static void awaitRunning(FeedService feed) {
        await().atMost(PATIENCE).until(() -> feed.state() instanceof FeedState.Running);
    }

    private static void write(Archive archive, AccountId account, int number) throws SQLException {
        Instant at = Instant.parse("2026-11-20T10:00:00Z");
        MessageVersion event =
                new MessageVersion(
                        new EventSource(
                                account,
                                new ChatId("chat"),
                                Origin.LIVE,
                                at,
                                new RawPosition("tributary.raw.vkteams", 0, number)),
                        new MessageId(Integer.toString(number)),
                        null,
                        at,
                        null,
                        MessageKind.MESSAGE,
                        "text",
                        null,
                        null,
                        null,
                        List.of(),
                        null);
        archive.inTransaction(tx -> {
            FeedTable.append(tx, List.of(event));
            return null;
        });
    }

    private static void administer(String sql) throws SQLException, IOException {
        String password =
                Files.readString(directory.resolve("postgres/superuser-password")).strip();
        try (Connection connection =
                        DriverManager.getConnection(
                                server.endpoint().jdbcUrl(), "tributary_admin", password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
