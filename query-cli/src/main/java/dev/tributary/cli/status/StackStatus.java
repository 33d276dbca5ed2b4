package dev.tributary.cli.status;

import dev.tributary.cli.deadletter.DeadLetterCount;
import dev.tributary.cli.render.Grid;
import dev.tributary.cli.render.Report;
import dev.tributary.cli.status.IngestorStatus.Connection;
import dev.tributary.cli.status.LogProgress.Lag;
import dev.tributary.contract.answer.Answer.AccountStatus;
import dev.tributary.contract.answer.Answer.ArchiveStatus;
import dev.tributary.contract.answer.Answer.EmbeddingStatus;
import dev.tributary.contract.answer.AnswerJson;
import dev.tributary.contract.answer.Meta;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Everything that is known of the stack at one moment.
///
/// @param archive null if Postgres does not answer
/// @param programs null if neither ingestor nor processor answers
/// @param lags empty if Kafka does not answer
/// @param deadLetters null if Kafka does not answer
public record StackStatus(
        @Nullable ArchiveStatus archive,
        @Nullable IngestorStatus programs,
        List<Lag> lags,
        @Nullable DeadLetterCount deadLetters) {

    /// In a table, what a place that is away would say.
    private static final String UNKNOWN = "-";

    public StackStatus {
        lags = List.copyOf(lags);
    }

    /// One account as all three places see it; null is what a place that is away would say.
    ///
    /// @param failed its records among the dead letters
    private record Row(
            String account,
            String connection,
            @Nullable String reason,
            String lastEvent,
            @Nullable Long processed,
            @Nullable Long messages,
            @Nullable Long failed,
            @Nullable SyncProgress sync) {}

    public Report report(Meta meta) {
        List<Row> rows = rows();
        ObjectNode data = JsonMapper.shared().createObjectNode();
        ArrayNode accounts = data.putArray("accounts");
        rows.forEach(row -> accounts.add(json(row)));
        data.set("connected", connections() == null ? null : Connected.json(connected()));
        ObjectNode stages = data.putObject("stages");
        stages().forEach(stages::put);
        ChangeFeed feed = programs == null ? null : programs.feed();
        data.set("feed", feed == null ? null : feed.json());
        ArrayNode lag = data.putArray("lag");
        lags.forEach(one ->
                lag.addObject()
                        .put("group", one.group())
                        .put("topic", one.topic())
                        .put("records", one.records()));
        EmbeddingStatus embedding = archive == null ? null : archive.embedding();
        data.set("embedding", embedding == null ? null : AnswerJson.embedding(embedding));
        data.put("dead_letters", deadLetters == null ? null : deadLetters.total());
        data.put("dead_letters_complete", deadLetters == null ? null : deadLetters.complete());
        List<ObjectNode> items = rows.stream().map(StackStatus::json).toList();
        return new Report(data, items, sections(rows, embedding), meta);
    }

    private List<Row> rows() {
        Map<String, AccountStatus> archived = new TreeMap<>();
        if (archive != null) {
            archive.accounts().forEach(a -> archived.put(a.account().toString(), a));
        }
        Map<String, Connection> connected = byAccount();
        Set<String> all = new TreeSet<>(archived.keySet());
        all.addAll(connected.keySet());
        if (deadLetters != null) {
            all.addAll(deadLetters.accounts().keySet());
        }
        return all.stream()
                .map(account -> row(account, archived.get(account), connected.get(account)))
                .toList();
    }

    /// Of several ingestors that have an account one reads it, and the others stand by.
    private Map<String, Connection> byAccount() {
        Map<String, Connection> accounts = new TreeMap<>();
        List<Connection> connections = connections();
        if (connections != null) {
            connections.forEach(c ->
                    accounts.merge(
                            c.account() == null ? "(" + c.name() + ")" : c.account(),
                            c,
                            (one, other) -> Connected.is(other) ? other : one));
        }
        return accounts;
    }

    private List<Connected> connected() {
        return Connected.of(byAccount().values());
    }

    private Map<String, String> stages() {
        return programs == null ? Map.of() : programs.stages();
    }

    /// Null if no ingestor answers.
    private @Nullable List<Connection> connections() {
        return programs == null ? null : programs.connections();
    }

    private Row row(
            String account, @Nullable AccountStatus archived, @Nullable Connection connected) {
        String stored =
                archived == null || archived.lastEventAt() == null
                        ? ""
                        : archived.lastEventAt().toString();
        String seen =
                connected == null ? "" : Objects.requireNonNullElse(connected.lastEventAt(), "");
        return new Row(
                account,
                connected == null
                        ? (connections() == null ? "unknown" : "not connected")
                        : connected.state(),
                connected == null ? null : connected.reason(),
                seen.isEmpty() ? stored : seen,
                connections() == null ? null : (connected == null ? 0L : connected.processed()),
                archive == null ? null : (archived == null ? 0L : archived.messages()),
                deadLetters == null ? null : deadLetters.of(account),
                connected == null ? null : connected.sync());
    }

    private static ObjectNode json(Row row) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("account", row.account());
        json.put("connection", row.connection());
        json.put("reason", row.reason());
        json.put("last_event_at", row.lastEvent().isEmpty() ? null : row.lastEvent());
        json.put("processed", row.processed());
        json.put("saved", row.messages());
        json.put("failed", row.failed());
        if (row.sync() != null) {
            json.set("sync", row.sync().json());
        }
        return json;
    }

    private List<Report.Section> sections(List<Row> rows, @Nullable EmbeddingStatus embedding) {
        List<Report.Section> sections = new ArrayList<>();
        sections.add(
                new Report.Section(
                        "Accounts",
                        new Grid(
                                List.of(
                                        "ACCOUNT",
                                        "CONNECTION",
                                        "LAST EVENT",
                                        "PROCESSED",
                                        "SAVED",
                                        "FAILED"),
                                Set.of(3, 4, 5),
                                rows.stream().map(this::cells).toList())));
        sections.addAll(Connected.section(connected()));
        sections.addAll(SyncProgress.section(synchronised(rows)));
        if (!stages().isEmpty()) {
            sections.add(
                    new Report.Section(
                            "Stages",
                            new Grid(
                                    List.of("STAGE", "STATE"),
                                    Set.of(),
                                    stages().entrySet().stream()
                                            .map(stage -> List.of(stage.getKey(), stage.getValue()))
                                            .toList())));
        }
        if (programs != null && programs.feed() != null) {
            sections.addAll(programs.feed().sections());
        }
        sections.add(
                new Report.Section(
                        "Lag",
                        new Grid(
                                List.of("GROUP", "TOPIC", "LAG"),
                                Set.of(2),
                                lags.stream()
                                        .map(lag ->
                                                List.of(
                                                        lag.group(),
                                                        lag.topic(),
                                                        Long.toString(lag.records())))
                                        .toList())));
        if (embedding != null) {
            sections.add(
                    new Report.Section(
                            "Vectors",
                            new Grid(
                                    List.of("MODEL", "TEXTS", "EMBEDDED", "COVERAGE", "INDEX"),
                                    Set.of(1, 2, 3),
                                    List.of(cells(embedding)))));
        }
        return sections;
    }

    private static List<List<String>> synchronised(List<Row> rows) {
        return rows.stream()
                .flatMap(row ->
                        Optional.ofNullable(row.sync())
                                .map(sync -> sync.cells(row.account()))
                                .stream())
                .toList();
    }

    private List<String> cells(Row row) {
        return List.of(
                row.account(),
                row.connection() + (row.reason() == null ? "" : " (" + row.reason() + ")"),
                row.lastEvent(),
                cell(row.processed()),
                cell(row.messages()),
                deadLetters == null ? UNKNOWN : deadLetters.atLeast(deadLetters.of(row.account())));
    }

    private static String cell(@Nullable Long count) {
        return count == null ? UNKNOWN : Long.toString(count);
    }

    private static List<String> cells(EmbeddingStatus embedding) {
        return List.of(
                embedding.model(),
                Long.toString(embedding.texts()),
                Long.toString(embedding.embedded()),
                String.format(Locale.ROOT, "%.1f %%", 100 * embedding.coverage()),
                embedding.indexing());
    }
}
