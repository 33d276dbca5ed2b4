package dev.tributary.query;

import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.Answer.AccountStatus;
import dev.tributary.contract.answer.Answer.ChatCount;
import dev.tributary.contract.answer.Answer.ChatEntry;
import dev.tributary.contract.answer.Answer.Position;
import dev.tributary.contract.answer.Answer.Totals;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.question.Cursor;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.PageRequest;
import dev.tributary.contract.question.Question.Chats;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What there is, counted.
final class Counts {

    private final Session session;

    Counts(Session session) {
        this.session = session;
    }

    /// One row of the grouped count.
    private record Row(
            ChatRef ref,
            @Nullable String title,
            long messages,
            long deleted,
            long replies,
            long embedded,
            @Nullable Instant firstAt,
            @Nullable Instant lastAt) {}

    /// Chats that lately spoke come first.
    Findings chats(Chats question) throws SQLException {
        Filters filters = question.filters();
        String mark = CursorFields.mark("chats", "", filters);
        PageRequest page = question.page();
        long from =
                page.cursor() == null ? 0 : (long) CursorFields.read(page.cursor(), mark).number();
        List<ChatEntry> found =
                session.list(
                        chats(filters)
                                .then(
                                        Sql.of(
                                                "ORDER BY n.last_at DESC NULLS LAST, c.account,"
                                                        + " c.chat OFFSET ? LIMIT ?",
                                                from,
                                                page.limit() + 1)),
                        Counts::chat);
        boolean more = found.size() > page.limit();
        Cursor next = more ? CursorFields.write(mark, (double) (from + page.limit())) : null;
        return Findings.of(
                new Answer.ChatList(more ? found.subList(0, page.limit()) : found), next);
    }

    private static Sql chats(Filters filters) {
        return Sql.of(
                        "SELECT c.account, c.chat, c.kind, c.title, n.messages, n.first_at,"
                                + " n.last_at FROM chats c CROSS JOIN LATERAL (SELECT"
                                + " count(*) AS messages, min(m.sent_at) AS first_at,"
                                + " max(m.sent_at) AS last_at FROM messages m WHERE"
                                + " m.account = c.account AND m.chat = c.chat")
                .then(filters.includeDeleted() ? "" : "AND NOT m.deleted")
                .then(time(filters))
                .then(") n WHERE")
                .then(Sql.all(scope(filters)));
    }

    private static List<Sql> scope(Filters filters) {
        List<Sql> scope = new ArrayList<>(Conditions.scope(filters, "c"));
        if (!filters.chats().isEmpty()) {
            scope.add(
                    Sql.of(
                            "(c.chat = ANY (?) OR c.title ILIKE ANY (?))",
                            filters.chats(),
                            filters.chats().stream()
                                    .map(word -> "%" + Names.escaped(word) + "%")
                                    .toList()));
        }
        return scope;
    }

    private static Sql time(Filters filters) {
        Sql since =
                filters.since() == null
                        ? Sql.NOTHING
                        : Sql.of("AND m.sent_at >= ?", filters.since());
        return filters.until() == null
                ? since
                : since.then(Sql.of("AND m.sent_at < ?", filters.until()));
    }

    private static ChatEntry chat(ResultSet row) throws SQLException {
        return new ChatEntry(
                Names.chatRef(row),
                Names.kind(row.getString("kind")),
                row.getString("title"),
                row.getLong("messages"),
                Session.instant(row, "first_at"),
                Session.instant(row, "last_at"));
    }

    /// @param embeddings the table of vectors; null if there is none
    Findings stats(Filters filters, @Nullable String embeddings) throws SQLException {
        Filters all =
                new Filters(
                        filters.sources(),
                        filters.accounts(),
                        filters.chats(),
                        filters.senders(),
                        filters.since(),
                        filters.until(),
                        true);
        String vector =
                embeddings == null
                        ? "LEFT JOIN (SELECT NULL::bytea AS text_hash) e ON false"
                        : "LEFT JOIN " + embeddings + " e ON e.text_hash = m.text_hash";
        List<Row> rows =
                session.list(
                        Sql.of(
                                        "SELECT m.account, m.chat, min(c.title) AS title, count(*)"
                                            + " FILTER (WHERE NOT m.deleted) AS messages, count(*)"
                                            + " FILTER (WHERE m.deleted) AS deleted,"
                                            + " count(m.reply_to_message) FILTER (WHERE NOT"
                                            + " m.deleted) AS replies, count(e.text_hash) FILTER"
                                            + " (WHERE NOT m.deleted) AS embedded, min(m.sent_at)"
                                            + " AS first_at, max(m.sent_at) AS last_at FROM"
                                            + " messages m LEFT JOIN chats c ON c.account ="
                                            + " m.account AND c.chat = m.chat "
                                                + vector
                                                + " WHERE")
                                .then(Names.condition(session, all))
                                .then("GROUP BY m.account, m.chat"),
                        Counts::row);
        return Findings.of(report(rows));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                Names.chatRef(row),
                row.getString("title"),
                row.getLong("messages"),
                row.getLong("deleted"),
                row.getLong("replies"),
                row.getLong("embedded"),
                Session.instant(row, "first_at"),
                Session.instant(row, "last_at"));
    }

    private static Answer report(List<Row> rows) {
        Totals totals =
                new Totals(
                        rows.stream().mapToLong(Row::messages).sum(),
                        rows.stream().mapToLong(Row::replies).sum(),
                        rows.size(),
                        rows.stream().mapToLong(Row::embedded).sum(),
                        rows.stream().mapToLong(Row::deleted).sum(),
                        times(rows.stream().map(Row::firstAt))
                                .min(Comparator.naturalOrder())
                                .orElse(null),
                        times(rows.stream().map(Row::lastAt))
                                .max(Comparator.naturalOrder())
                                .orElse(null));
        List<ChatCount> chats =
                rows.stream()
                        .sorted(
                                Comparator.comparingLong(Row::messages)
                                        .reversed()
                                        .thenComparing(row -> row.ref().toString()))
                        .map(row ->
                                new ChatCount(
                                        row.ref(),
                                        row.title(),
                                        row.messages(),
                                        row.replies(),
                                        row.embedded()))
                        .toList();
        return new Answer.StatsReport(totals, chats);
    }

    private static Stream<Instant> times(Stream<@Nullable Instant> times) {
        return times.filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    List<AccountStatus> accounts() throws SQLException {
        return session.list(
                Sql.of(
                        "SELECT a.account, count(DISTINCT m.chat) AS chats, count(m.message) FILTER"
                            + " (WHERE NOT m.deleted) AS messages, max(greatest(m.sent_at,"
                            + " nullif(m.edited_at, '-infinity'), m.deleted_at)) AS last_at FROM"
                            + " accounts a LEFT JOIN messages m ON m.account = a.account GROUP BY"
                            + " a.account ORDER BY a.account"),
                row ->
                        new AccountStatus(
                                AccountId.parse(row.getString("account")),
                                row.getLong("chats"),
                                row.getLong("messages"),
                                Session.instant(row, "last_at")));
    }

    List<Position> positions() throws SQLException {
        return session.list(
                Sql.of(
                        "SELECT consumer_group, topic, partition, next_offset FROM"
                                + " ingest_positions ORDER BY 1, 2, 3"),
                row ->
                        new Position(
                                row.getString(1), row.getString(2), row.getInt(3), row.getLong(4)));
    }
}
