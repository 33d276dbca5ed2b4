package dev.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.archive.Archive;
import dev.tributary.contract.config.Secret;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.Question.Stats;
import dev.tributary.contract.question.Question.Status;
import dev.tributary.contract.question.Scope;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.embedded.TestStack;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// An engine that stays, seen from Postgres.
@Tag("stack")
class ResidentEngineIT {

    private static final Settings.Embedding OFF =
            SettingsLoader.load(null, Map.of("TRIBUTARY_EMBEDDING_ENABLED", "false")).embedding();

    private Endpoints.Postgres postgres;
    private Archive archive;
    private QueryEngine engine;

    @BeforeEach
    void open() {
        postgres = TestStack.freshDatabase();
        archive = Archive.open(postgres);
        engine = QueryEngine.resident(postgres, OFF, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        engine.close();
        archive.close();
    }

    @Test
    void answersOneAfterTheOtherOnOneConnection() throws Exception {
        engine.ask(new Status());
        String first = backends();

        for (int i = 0; i < 5; i++) {
            engine.ask(new Stats(Filters.NONE));
        }

        assertThat(first).isNotEmpty();
        assertThat(backends()).isEqualTo(first);
    }

    @Test
    void connectsAnewWhereItsConnectionsWereCut() throws Exception {
        engine.ask(new Status());
        String before = backends();
        cutAll();

        engine.ask(new Status());

        assertThat(backends()).isNotEmpty().isNotEqualTo(before);
    }

    @Test
    void answersTheFirstOnTheConnectionThatWasOpenedAhead() throws Exception {
        engine.connectAhead();
        String ahead = backends();

        engine.ask(new Status());

        assertThat(ahead).isNotEmpty();
        assertThat(backends()).isEqualTo(ahead);
    }

    @Test
    void connectsAnewWhereWhatWasOpenedAheadWasCut() throws Exception {
        engine.connectAhead();
        String ahead = backends();
        cutAll();

        engine.ask(new Status());

        assertThat(backends()).isNotEmpty().isNotEqualTo(ahead);
    }

    @Test
    void closesWhatWasOpenedAheadAndNotUsed() throws Exception {
        QueryEngine unasked = QueryEngine.resident(postgres, OFF, Clock.systemUTC());
        unasked.connectAhead();
        String ahead = backends();

        unasked.close();

        assertThat(ahead).isNotEmpty();
        await().until(() -> backends().isEmpty());
    }

    @Test
    void opensNothingAheadOnceItIsClosed() throws Exception {
        QueryEngine closed = QueryEngine.resident(postgres, OFF, Clock.systemUTC());
        closed.close();

        closed.connectAhead();

        assertThat(backends()).isEmpty();
    }

    @Test
    void showsAllStatementsOfAQuestionTheSameRows() throws Exception {
        execute("create table public.rows as select 1 as n");
        Connections connections = Connections.from(QueryEngine.database(postgres, "test"));
        try (Session session = new Session(connections, Scope.ALL, QueryEngine.TIMEOUT)) {
            Sql count = Sql.of("select count(*) from public.rows");
            List<Long> before = session.list(count, row -> row.getLong(1));
            execute("insert into public.rows values (2)");

            List<Long> after = session.list(count, row -> row.getLong(1));

            assertThat(after).isEqualTo(before);
        }
    }

    @Test
    void endsACancelledStatementAndGoesOn() throws Exception {
        try (Connection holder = archive.dataSource().getConnection()) {
            // Given
            holder.setAutoCommit(false);
            try (Statement statement = holder.createStatement()) {
                statement.execute("lock table messages in access exclusive mode");
            }
            CompletableFuture<Throwable> outcome = new CompletableFuture<>();
            Thread asker = Thread.ofPlatform().start(() -> ask(outcome));
            await().until(() -> waiting().equals("1"));

            // When
            asker.interrupt();

            // Then
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(Duration.ofMillis(250))
                    .until(() -> waiting().equals("0"));
            assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(engine.ask(new Stats(Filters.NONE)).answer()).isNotNull();
        }
    }

    @Test
    void saysWhatAnEngineForOneQuestionSaysWhereNothingAnswers() {
        Endpoints.Postgres nobody =
                new Endpoints.Postgres(
                        "jdbc:postgresql://127.0.0.1:1/none", "nobody", new Secret("x"));
        try (QueryEngine once = QueryEngine.open(nobody, OFF, Clock.systemUTC());
                QueryEngine resident = QueryEngine.resident(nobody, OFF, Clock.systemUTC())) {
            String sentence = "Postgres does not answer: Connection to 127.0.0.1:1 refused";
            resident.connectAhead();

            assertThatThrownBy(() -> once.ask(new Status()))
                    .isInstanceOf(ArchiveUnavailable.class)
                    .hasMessageStartingWith(sentence);
            assertThatThrownBy(() -> resident.ask(new Status()))
                    .isInstanceOf(ArchiveUnavailable.class)
                    .hasMessageStartingWith(sentence);
        }
    }

    private void cutAll() throws SQLException {
        query(
                "select pg_terminate_backend(pid) from pg_stat_activity where"
                        + " application_name = 'tributary-query-daemon' and datname ="
                        + " current_database()");
        await().until(() -> backends().isEmpty());
    }

    private void ask(CompletableFuture<Throwable> outcome) {
        try {
            engine.ask(new Stats(Filters.NONE));
        } catch (InterruptedException | RuntimeException e) {
            outcome.complete(e);
        }
    }

    private String backends() throws SQLException {
        return query(
                "select coalesce(string_agg(pid::text, ' ' order by pid), '') from"
                        + " pg_stat_activity where application_name = 'tributary-query-daemon'"
                        + " and datname = current_database()");
    }

    private String waiting() throws SQLException {
        return query(
                "select count(*) from pg_stat_activity where application_name ="
                        + " 'tributary-query-daemon' and wait_event_type = 'Lock'"
                        + " and datname = current_database()");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = archive.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = archive.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
