package dev.tributary.query;

import java.util.List;

/// The SQL of a search by words.
final class TextStatements {

    /// How many of the newest matches are ranked at a time.
    static final int WINDOW = 1_000;

    /// Of what [#ranked] makes.
    private static final String BEST_FIRST =
            "score DESC, at DESC, number DESC, account DESC, chat DESC, message DESC";

    private TextStatements() {}

    /// How the newest matches are found.
    enum Reading {
        /// From the newest message back, until the window is full: fast where matches are frequent.
        NEWEST_FIRST,
        /// All that an index offers, of which the newest are kept: fast where they are not.
        ALL
    }

    /// The last match of the window if it is full; nothing otherwise.
    static Sql windowEnd(String query, Sql filters, TextPlace start, Reading reading) {
        return Sql.of("SELECT * FROM (")
                .then(candidates(query, filters, start, reading))
                .then(") k OFFSET ? LIMIT 1")
                .then(Sql.of("", WINDOW - 1));
    }

    /// These messages with snippets that mark the query's words.
    static Sql shown(String query, List<Key> messages) {
        return Sql.of("SELECT " + MessageRows.COLUMNS + ",")
                .then(TextMatch.WORDS.headline(query))
                .then(
                        Sql.of(
                                "AS headline FROM unnest(?::text[], ?::text[], ?::text[]) AS shown"
                                        + " (account, chat, message) JOIN messages m ON"
                                        + " m.account = shown.account AND m.chat = shown.chat AND"
                                        + " m.message = shown.message "
                                        + MessageRows.NAMES,
                                messages.stream().map(Key::account).toList(),
                                messages.stream().map(Key::chat).toList(),
                                messages.stream().map(Key::message).toList()));
    }

    private static Sql candidates(String query, Sql filters, TextPlace start, Reading reading) {
        Sql matching =
                Sql.of("messages m WHERE")
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
        return Sql.of(
                        "SELECT m.account, m.chat, m.message, m.sent_at, m.tsv, m.text,"
                                + " coalesce(m.message_number, m.first_position, 0) AS number"
                                + " FROM")
                .then(
                        switch (reading) {
                            case NEWEST_FIRST -> matching;
                            // The planner sees neither order nor limit through an offset.
                            case ALL ->
                                    Sql.of("(SELECT m.* FROM").then(matching).then("OFFSET 0) m");
                        })
                .then("ORDER BY " + Key.DESCENDING + " LIMIT " + WINDOW);
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

    /// Where the best hits are.
    static Sql best(String query, Sql filters, int limit) {
        TextPlace start = TextPlace.first(TextMatch.WORDS, null);
        return ranked(query, filters, start, limit, Reading.NEWEST_FIRST)
                .then("SELECT account, chat, message, nullif(at, '-infinity') AS sent_at, number")
                .then("FROM page ORDER BY " + BEST_FIRST);
    }

    /// The hits of a page with their snippets.
    static Sql page(String query, Sql filters, TextPlace start, int limit, Reading reading) {
        return ranked(query, filters, start, limit, reading)
                .then(
                        "SELECT "
                                + MessageRows.COLUMNS
                                + ", p.score, (SELECT count(*) FROM k) AS candidates,")
                .then(start.match().headline(query))
                .then(
                        "AS headline FROM page p JOIN messages m ON m.account = p.account"
                                + " AND m.chat = p.chat AND m.message = p.message "
                                + MessageRows.NAMES
                                + " ORDER BY p.score DESC, p.at DESC, p.number DESC, p.account"
                                + " DESC, p.chat DESC, p.message DESC");
    }

    /// Table `page`: the best of the window `k`, by their keys.
    private static Sql ranked(
            String query, Sql filters, TextPlace start, int limit, Reading reading) {
        return Sql.of("WITH k AS MATERIALIZED (")
                .then(candidates(query, filters, start, reading))
                .then(
                        "), ranked AS (SELECT account, chat, message, coalesce(sent_at,"
                                + " '-infinity') AS at, number,")
                .then(start.match().score(query))
                .then("AS score FROM k), page AS (SELECT * FROM ranked")
                .then(below(start))
                .then(Sql.of("ORDER BY " + BEST_FIRST + " LIMIT ?)", limit));
    }

    /// What comes after the last hit of the page before.
    private static Sql below(TextPlace start) {
        Key after = start.after();
        return after == null
                ? Sql.NOTHING
                : Sql.of(
                        "WHERE (score, at, number, account, chat, message) < (?::real,"
                                + " coalesce(?, '-infinity'::timestamptz), ?, ?, ?, ?)",
                        start.score(),
                        after.at(),
                        after.number(),
                        after.account(),
                        after.chat(),
                        after.message());
    }
}
