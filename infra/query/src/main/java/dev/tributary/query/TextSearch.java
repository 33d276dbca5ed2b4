package dev.tributary.query;

import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.Hit;
import dev.tributary.contract.answer.Message;
import dev.tributary.contract.answer.Snippet;
import dev.tributary.contract.question.PageRequest;
import dev.tributary.contract.question.Question.SearchText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Search by words. Ranking a frequent word by reading each of its matches takes as long as the
/// archive is big, so only a window of the newest [#WINDOW] matches is ranked; the pages go through
/// it best first, and then on to the next older window: every match is reached, none is read before
/// its turn.
final class TextSearch {

    static final int WINDOW = 1_000;

    /// Longer queries are no part of a word and no typo.
    private static final int LONGEST_FALLBACK = 200;

    private static final Duration FALLBACK_TIMEOUT = Duration.ofMillis(1_500);

    private static final String SLOW_FALLBACK =
            "no message matches the words, and looking for parts of words took too long";

    private final Session session;

    TextSearch(Session session) {
        this.session = session;
    }

    /// Where a page starts.
    ///
    /// @param ceiling what was the newest send time on page one: later messages are not ours
    /// @param window the last match of the window before; null in the first one
    /// @param after the last hit of the page before in this window; null on its first page
    private record Start(
            TextMatch match,
            @Nullable Instant ceiling,
            @Nullable Key window,
            double score,
            @Nullable Key after) {

        /// Whether anything can come after these rows: not where nothing was found at all.
        boolean follows(List<?> rows) {
            return !rows.isEmpty() || after != null;
        }
    }

    /// @param window how many matches its window has
    private record Candidate(Found found, long window) {}

    Findings answer(SearchText question, @Nullable Instant asOf) throws SQLException {
        String mark = CursorFields.mark("text", question.query(), question.filters());
        String query = QueryWords.of(question.query());
        Sql filters = Names.condition(session, question.filters());
        PageRequest page = question.page();
        if (page.cursor() != null) {
            Start start = start(CursorFields.read(page.cursor(), mark));
            return page(query, filters, start, page.limit(), mark);
        }
        if (session.first(TextMatch.hasWords(query), row -> row.getBoolean(1)).orElse(false)) {
            Start words = new Start(TextMatch.WORDS, asOf, null, 0, null);
            Findings findings = page(query, filters, words, page.limit(), mark);
            if (!isEmpty(findings)) {
                return findings;
            }
        }
        return fallback(query, filters, asOf, page.limit(), mark);
    }

    /// The best hits by words alone, for fusing with others; their snippets are not marked yet.
    List<Found> best(String query, Sql filters, int limit) throws SQLException {
        Start start = new Start(TextMatch.WORDS, null, null, 0, null);
        return session.list(
                statement(query, filters, start, limit, Sql.of("NULL::text")),
                row -> found(row, ""));
    }

    /// Snippets that mark the query's words, for those messages that have any.
    Map<Key, Snippet> headlines(String query, List<Key> messages) throws SQLException {
        Map<Key, Snippet> snippets = new HashMap<>();
        Sql select =
                Sql.of(
                                "SELECT m.account, m.chat, m.message, m.sent_at,"
                                        + " coalesce(m.message_number, m.first_position, 0) AS"
                                        + " number,")
                        .then(TextMatch.WORDS.headline(query))
                        .then(
                                Sql.of(
                                        "AS headline FROM tributary.messages m JOIN"
                                                + " unnest(?::text[], ?::text[], ?::text[]) AS"
                                                + " shown (account, chat, message) USING (account,"
                                                + " chat, message)",
                                        messages.stream().map(Key::account).toList(),
                                        messages.stream().map(Key::chat).toList(),
                                        messages.stream().map(Key::message).toList()));
        session.list(
                select,
                row -> {
                    Snippet snippet = new Snippet(row.getString("headline"));
                    if (snippet.marked().contains(Snippet.OPEN)) {
                        snippets.put(MessageRows.key(row), snippet);
                    }
                    return true;
                });
        return snippets;
    }

    private Findings fallback(
            String query, Sql filters, @Nullable Instant asOf, int limit, String mark)
            throws SQLException {
        if (query.length() > LONGEST_FALLBACK) {
            return Findings.hits(List.of(), List.of(), null, null);
        }
        boolean slow = false;
        for (TextMatch match : List.of(TextMatch.SUBSTRING, TextMatch.SIMILAR)) {
            if (!match.suits(query)) {
                continue;
            }
            Start start = new Start(match, asOf, null, 0, null);
            var rows =
                    session.attempt(
                            statement(query, filters, start, limit + 1),
                            FALLBACK_TIMEOUT,
                            row -> candidate(row, query));
            slow |= rows.isEmpty();
            if (rows.isPresent() && !rows.get().isEmpty()) {
                return page(query, filters, start, limit, mark, rows.get());
            }
        }
        return Findings.hits(List.of(), slow ? List.of(SLOW_FALLBACK) : List.of(), null, null);
    }

    private Findings page(String query, Sql filters, Start start, int limit, String mark)
            throws SQLException {
        Sql statement = statement(query, filters, start, limit + 1);
        return page(
                query,
                filters,
                start,
                limit,
                mark,
                session.list(statement, row -> candidate(row, query)));
    }

    private Findings page(
            String query, Sql filters, Start start, int limit, String mark, List<Candidate> rows)
            throws SQLException {
        String explanation = start.match().explanation();
        List<Found> found = rows.stream().map(Candidate::found).toList();
        if (found.size() > limit) {
            List<Found> shown = found.subList(0, limit);
            Found last = shown.getLast();
            return Findings.hits(
                    shown,
                    List.of(),
                    explanation,
                    CursorFields.write(
                            mark, fields(start, start.window(), last.hit().score(), last.key())));
        }
        boolean mayBeFull = rows.isEmpty() || rows.getFirst().window() == WINDOW;
        Key end = mayBeFull && start.follows(rows) ? windowEnd(query, filters, start) : null;
        return Findings.hits(
                found,
                List.of(),
                explanation,
                end == null ? null : CursorFields.write(mark, fields(start, end, 0, null)));
    }

    /// The last match of this window if it is full: then there may be another one.
    private @Nullable Key windowEnd(String query, Sql filters, Start start) throws SQLException {
        return session.first(
                        Sql.of("SELECT * FROM (")
                                .then(candidates(query, filters, start))
                                .then(") k OFFSET ? LIMIT 1")
                                .then(Sql.of("", WINDOW - 1)),
                        MessageRows::key)
                .orElse(null);
    }

    private static Sql candidates(String query, Sql filters, Start start) {
        Sql matching =
                Sql.of(
                                "SELECT m.account, m.chat, m.message, m.sent_at, m.tsv, m.text,"
                                    + " coalesce(m.message_number, m.first_position, 0) AS number"
                                    + " FROM tributary.messages m WHERE")
                        .then(start.match().condition(query))
                        .then("AND")
                        .then(filters);
        if (start.ceiling() != null) {
            matching =
                    matching.then(
                            Sql.of("AND (m.sent_at <= ? OR m.sent_at IS NULL)", start.ceiling()));
        }
        if (start.window() != null) {
            matching = matching.then(before(start.window()));
        }
        return matching.then("ORDER BY " + Key.DESCENDING + " LIMIT " + WINDOW);
    }

    /// Older than the key, in an index's terms first.
    private static Sql before(Key key) {
        Sql older =
                Sql.of(
                        "AND ("
                                + Key.COLUMNS
                                + ") < (coalesce(?, '-infinity'::timestamptz), ?, ?, ?, ?)",
                        key.at(),
                        key.number(),
                        key.account(),
                        key.chat(),
                        key.message());
        return key.at() == null
                ? older
                : older.then(Sql.of("AND (m.sent_at <= ? OR m.sent_at IS NULL)", key.at()));
    }

    private static Sql statement(String query, Sql filters, Start start, int limit) {
        return statement(query, filters, start, limit, start.match().headline(query));
    }

    private static Sql statement(String query, Sql filters, Start start, int limit, Sql headline) {
        String order = "score DESC, at DESC, number DESC, account DESC, chat DESC, message DESC";
        Sql ranked =
                Sql.of("WITH k AS MATERIALIZED (")
                        .then(candidates(query, filters, start))
                        .then(
                                "), ranked AS (SELECT account, chat, message, coalesce(sent_at,"
                                        + " '-infinity') AS at, number,")
                        .then(start.match().score(query))
                        .then("AS score FROM k), page AS (SELECT * FROM ranked");
        if (start.after() != null) {
            Key after = start.after();
            ranked =
                    ranked.then(
                            Sql.of(
                                    "WHERE (score, at, number, account, chat, message) < (?::real,"
                                            + " coalesce(?, '-infinity'::timestamptz), ?, ?, ?, ?)",
                                    start.score(),
                                    after.at(),
                                    after.number(),
                                    after.account(),
                                    after.chat(),
                                    after.message()));
        }
        return ranked.then(Sql.of("ORDER BY " + order + " LIMIT ?)", limit))
                .then(
                        "SELECT "
                                + MessageRows.COLUMNS
                                + ", p.score, (SELECT count(*) FROM k) AS candidates,")
                .then(headline)
                .then(
                        "AS headline FROM page p JOIN tributary.messages m ON m.account = p.account"
                                + " AND m.chat = p.chat AND m.message = p.message "
                                + MessageRows.NAMES
                                + " ORDER BY p.score DESC, p.at DESC, p.number DESC, p.account"
                                + " DESC, p.chat DESC, p.message DESC");
    }

    private static Candidate candidate(ResultSet row, String query) throws SQLException {
        return new Candidate(found(row, query), row.getLong("candidates"));
    }

    private static Found found(ResultSet row, String query) throws SQLException {
        Message message = MessageRows.message(row);
        String headline = row.getString("headline");
        Snippet snippet =
                headline == null ? Excerpt.around(message.text(), query) : new Snippet(headline);
        return new Found(MessageRows.key(row), new Hit(message, snippet, row.getFloat("score"), 1));
    }

    private static @Nullable Object[] fields(
            Start start, @Nullable Key window, double score, @Nullable Key after) {
        Key none = new Key(null, 0, "", "", "");
        return new @Nullable Object[] {
            start.match(),
            start.ceiling(),
            window == null ? none : window,
            score,
            after == null ? none : after
        };
    }

    private static Start start(CursorFields fields) {
        TextMatch match = fields.choice(TextMatch.class);
        Instant ceiling = fields.instant();
        Key window = fields.key();
        double score = fields.number();
        Key after = fields.key();
        return new Start(match, ceiling, orNone(window), score, orNone(after));
    }

    private static @Nullable Key orNone(Key key) {
        return key.account().isEmpty() ? null : key;
    }

    private static boolean isEmpty(Findings findings) {
        return findings.answer() instanceof Answer.Hits hits && hits.hits().isEmpty();
    }
}
