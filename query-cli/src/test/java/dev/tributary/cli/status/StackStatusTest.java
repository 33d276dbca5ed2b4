package dev.tributary.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.cli.deadletter.DeadLetterCount;
import dev.tributary.cli.render.Report;
import dev.tributary.cli.status.IngestorStatus.Connection;
import dev.tributary.contract.answer.Answer.AccountStatus;
import dev.tributary.contract.answer.Answer.ArchiveStatus;
import dev.tributary.contract.answer.Meta;
import dev.tributary.contract.identity.AccountId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class StackStatusTest {

    private static final Meta META = new Meta(Duration.ZERO, null, List.of(), null, null);
    private static final ArchiveStatus ARCHIVE =
            new ArchiveStatus(
                    List.of(new AccountStatus(AccountId.parse("jsonl:a"), 1, 5, null)),
                    null,
                    List.of());
    private static final IngestorStatus INGESTOR =
            new IngestorStatus(
                    List.of(
                            new Connection(
                                    "work",
                                    "jsonl",
                                    "jsonl:a",
                                    "connected",
                                    null,
                                    null,
                                    7,
                                    5,
                                    2,
                                    null)),
                    Map.of("store", "waiting: the disk of Postgres is full"),
                    null);

    @Test
    void showsAnAccountAndTheStages() {
        Report report =
                new StackStatus(
                                ARCHIVE,
                                INGESTOR,
                                List.of(),
                                new DeadLetterCount(Map.of("jsonl:a", 2L), true))
                        .report(META);

        assertThat(row(report, 0)).containsExactly("jsonl:a", "connected", "", "7", "5", "2");
        assertThat(row(report, 1)).containsExactly("jsonl", "connected 1 of 1");
        assertThat(row(report, 2))
                .containsExactly("store", "waiting: the disk of Postgres is full");
        assertThat(report.data().at("/stages/store").asString())
                .isEqualTo("waiting: the disk of Postgres is full");
    }

    @Test
    void doesNotTakeUnknownForNothing() {
        Report report = new StackStatus(ARCHIVE, null, List.of(), null).report(META);

        assertThat(row(report, 0)).containsExactly("jsonl:a", "unknown", "", "-", "5", "-");
        assertThat(report.data().at("/accounts/0/processed").isNull()).isTrue();
        assertThat(report.data().at("/accounts/0/saved").asLong()).isEqualTo(5);
        assertThat(report.data().at("/dead_letters").isNull()).isTrue();
    }

    @Test
    void saysThatTheArchiveWasNotAsked() {
        ObjectNode json =
                new StackStatus(null, INGESTOR, List.of(), new DeadLetterCount(Map.of(), true))
                        .report(META)
                        .data();

        assertThat(json.at("/accounts/0/saved").isNull()).isTrue();
        assertThat(json.at("/accounts/0/processed").asLong()).isEqualTo(7);
    }

    @Test
    void saysThatThereMayBeMoreDeadLetters() {
        Report report =
                new StackStatus(
                                ARCHIVE,
                                INGESTOR,
                                List.of(),
                                new DeadLetterCount(Map.of("jsonl:a", 10_000L), false))
                        .report(META);

        assertThat(row(report, 0)).endsWith(">= 10000");
        assertThat(report.data().at("/dead_letters_complete").asBoolean()).isFalse();
    }

    @Test
    void saysHowManyAccountsOfEachSourceAreConnected() {
        IngestorStatus programs =
                new IngestorStatus(
                        List.of(
                                connection("ann", "telegram", "telegram:1", "connected"),
                                connection("bob", "telegram", "telegram:2", "backing_off"),
                                connection("cid", "telegram", null, "connecting"),
                                connection("work", "vkteams", "vkteams:1", "connected")),
                        Map.of(),
                        null);

        Report report = new StackStatus(null, programs, List.of(), null).report(META);

        assertThat(report.data().path("connected"))
                .hasToString(
                        "[{\"source\":\"telegram\",\"connected\":1,\"accounts\":3},"
                                + "{\"source\":\"vkteams\",\"connected\":1,\"accounts\":1}]");
        assertThat(report.sections().get(1).grid().rows())
                .containsExactly(
                        List.of("telegram", "connected 1 of 3"),
                        List.of("vkteams", "connected 1 of 1"));
    }

    @Test
    void showsAnAccountOfSeveralIngestorsAsTheOneThatReadsIt() {
        IngestorStatus programs =
                new IngestorStatus(
                        List.of(
                                connection("ann", "telegram", "telegram:1", "standby"),
                                connection("ann", "telegram", "telegram:1", "connected"),
                                connection("ann", "telegram", "telegram:1", "standby")),
                        Map.of(),
                        null);

        ObjectNode json = new StackStatus(null, programs, List.of(), null).report(META).data();

        assertThat(json.path("accounts")).hasSize(1);
        assertThat(json.at("/accounts/0/connection").asString()).isEqualTo("connected");
        assertThat(json.at("/connected/0/accounts").asInt()).isEqualTo(1);
    }

    @Test
    void countsNoConnectionsWhereNoIngestorAnswers() {
        ObjectNode json = new StackStatus(ARCHIVE, null, List.of(), null).report(META).data();

        assertThat(json.path("connected").isNull()).isTrue();
    }

    private static Connection connection(
            String name, String source, @Nullable String account, String state) {
        return new Connection(name, source, account, state, null, null, 0, 0, 0, null);
    }

    private static List<String> row(Report report, int section) {
        return report.sections().get(section).grid().rows().getFirst();
    }
}
