package dev.tributary.query;

import dev.tributary.archive.vectors.HalfVector;
import dev.tributary.archive.vectors.VectorState;
import dev.tributary.contract.answer.Hit;
import dev.tributary.contract.answer.Message;
import dev.tributary.contract.question.Cursor;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.Question.SearchSemantic;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Search by meaning. A text is one hit however often it was written: the newest message that the
/// filters leave stands for it, and the hit says how many there are. Filters that leave few
/// messages are scanned exactly; otherwise the index is walked outwards from the question until
/// enough hits have passed them.
final class SemanticSearch {

    /// Up to so many messages, reading each one's vector is faster than walking the index past all
    /// others.
    static final int FEW = 5_000;

    /// How deep pages go.
    static final int DEEPEST = 1_000;

    /// Costs 1.3 ms at 100,000 vectors, and finds 0.988 of what an exact scan finds.
    private static final int LEAST_EF_SEARCH = 100;

    private static final String MESSAGE = MessageRows.COLUMNS;

    private final Session session;
    private final VectorState vectors;
    private final CompletableFuture<float[]> question;

    /// @param question may still be in the making; it is waited for when it is needed
    SemanticSearch(Session session, VectorState vectors, CompletableFuture<float[]> question) {
        this.session = session;
        this.vectors = vectors;
        this.question = question;
    }

    /// Pages by what was seen: the nearest texts are asked for again, and those up to the last one
    /// shown are left out.
    private record Seen(long count, double score, String hash) {}

    /// @param hash of the text, in hexadecimal digits
    private record Near(String hash, double distance) {}

    private record Neighbour(Found found, String hash) {}

    Findings answer(SearchSemantic asked, @Nullable Instant asOf, List<String> degraded)
            throws SQLException {
        String mark = CursorFields.mark("semantic", asked.query(), asked.filters());
        Cursor cursor = asked.page().cursor();
        Sql filters = Names.condition(session, asked.filters());
        Instant ceiling = asOf;
        Seen seen = new Seen(0, 2, "");
        if (cursor != null) {
            CursorFields fields = CursorFields.read(cursor, mark);
            ceiling = fields.instant();
            seen = new Seen((long) fields.number(), fields.number(), fields.word());
            filters = upTo(filters, ceiling);
        }
        int limit = asked.page().limit();
        int depth = (int) Math.min(DEEPEST, seen.count() + limit + 1);
        List<Near> texts = nearest(filters, asked.filters(), depth);
        List<Neighbour> found =
                after(seen, session.list(named(MESSAGE, texts, filters), this::read));
        List<Neighbour> shown = found.subList(0, Math.min(limit, found.size()));
        Cursor next =
                found.size() <= limit
                        ? null
                        : CursorFields.write(
                                mark,
                                ceiling,
                                (double) (seen.count() + shown.size()),
                                shown.getLast().found().hit().score(),
                                shown.getLast().hash());
        return Findings.hits(shown.stream().map(Neighbour::found).toList(), degraded, null, next);
    }

    /// Where the best hits are, for fusing with others.
    List<Place> best(Sql condition, Filters filters, int limit) throws SQLException {
        return session.list(
                named(Place.COLUMNS, nearest(condition, filters, limit), condition),
                row -> new Place(MessageRows.key(row), row.getLong("repeats")));
    }

    static Sql upTo(Sql filters, @Nullable Instant ceiling) {
        return ceiling == null
                ? filters
                : filters.then(Sql.of("AND (m.sent_at <= ? OR m.sent_at IS NULL)", ceiling));
    }

    private static List<Neighbour> after(Seen seen, List<Neighbour> found) {
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).hash().equals(seen.hash())) {
                return found.subList(i + 1, found.size());
            }
        }
        return found.stream()
                .dropWhile(neighbour -> neighbour.found().hit().score() > seen.score())
                .toList();
    }

    private List<Near> nearest(Sql condition, Filters filters, int limit) throws SQLException {
        HalfVector.sendBinary(session.connection());
        boolean few = (session.isScoped() || isNarrow(filters)) && isFew(condition);
        return few
                ? session.list(exact(condition, limit), SemanticSearch::near)
                : walked(condition, limit);
    }

    /// The settings are for this statement alone: under them the planner would walk through all
    /// messages to spare the next one a sort of three rows.
    private List<Near> walked(Sql condition, int limit) throws SQLException {
        session.set(
                Map.of(
                        "hnsw.iterative_scan",
                        "relaxed_order",
                        "hnsw.ef_search",
                        Integer.toString(Math.clamp(limit * 2L, LEAST_EF_SEARCH, DEEPEST)),
                        "hnsw.max_scan_tuples",
                        "50000",
                        // Or a plan that computes every distance and sorts looks cheap.
                        "enable_sort",
                        "off"));
        List<Near> texts = session.list(walk(condition, limit), SemanticSearch::near);
        session.set(Map.of("enable_sort", "on"));
        return texts;
    }

    private static boolean isNarrow(Filters filters) {
        return !filters.chats().isEmpty()
                || !filters.senders().isEmpty()
                || !filters.accounts().isEmpty()
                || !filters.sources().isEmpty()
                || filters.since() != null
                || filters.until() != null;
    }

    private boolean isFew(Sql condition) throws SQLException {
        return session.first(
                        Sql.of("SELECT count(*) FROM (SELECT 1 FROM messages m WHERE")
                                .then(condition)
                                .then(Sql.of("LIMIT ?) few", FEW + 1)),
                        row -> row.getLong(1) <= FEW)
                .orElse(true);
    }

    /// Nearest texts (text_hash, distance) that at least one message passes the filters with. The
    /// index covers the generations up to one, which must be a literal for the planner to see it;
    /// the others, a backlog and those that stand apart from all others, are scanned.
    private Sql walk(Sql condition, int limit) {
        return Sql.of("SELECT * FROM (")
                .then(walk("<= " + vectors.indexed(), condition, limit))
                .then("UNION ALL")
                .then(walk("> " + vectors.indexed(), condition, limit))
                .then(Sql.of(") n ORDER BY distance, text_hash LIMIT ?", limit));
    }

    /// The subquery's order is kept by the lateral join, and the limit stops the walk.
    private Sql walk(String generations, Sql condition, int limit) {
        HalfVector vector = new HalfVector(question.join());
        return Sql.of(
                        "(SELECT e.text_hash, e.distance FROM (SELECT text_hash, embedding <=> ?"
                                + " AS distance FROM "
                                + vectors.tableName()
                                + " WHERE generation "
                                + generations
                                + " ORDER BY embedding <=> ?) e CROSS JOIN LATERAL (SELECT 1 FROM"
                                + " messages m WHERE m.text_hash = e.text_hash AND",
                        vector,
                        vector)
                .then(condition)
                .then(Sql.of("LIMIT 1) passing LIMIT ?)", limit));
    }

    private Sql exact(Sql condition, int limit) {
        return Sql.of(
                        "SELECT e.text_hash, e.embedding <=> ? AS distance FROM (SELECT DISTINCT"
                                + " m.text_hash FROM messages m WHERE m.text_hash IS NOT NULL"
                                + " AND",
                        new HalfVector(question.join()))
                .then(condition)
                .then(
                        Sql.of(
                                ") few JOIN "
                                        + vectors.tableName()
                                        + " e USING (text_hash) ORDER BY distance, e.text_hash"
                                        + " LIMIT ?",
                                limit));
    }

    /// The newest passing message of each text, and how many there are.
    ///
    /// @param columns of `m`, and of `c` and `u` where they are [#MESSAGE]
    private static Sql named(String columns, List<Near> texts, Sql condition) {
        return Sql.of(
                        "WITH n AS MATERIALIZED (SELECT decode(hash, 'hex') AS text_hash,"
                                + " distance::float8 FROM unnest(?::text[], ?::text[]) AS near"
                                + " (hash, distance)) SELECT "
                                + columns
                                + ", n.text_hash, n.distance, m.repeats FROM n CROSS JOIN LATERAL"
                                + " (SELECT m.*, count(*) OVER () AS repeats FROM"
                                + " messages m WHERE m.text_hash = n.text_hash AND",
                        texts.stream().map(Near::hash).toList(),
                        texts.stream().map(near -> Double.toString(near.distance())).toList())
                .then(condition)
                .then(
                        "ORDER BY "
                                + Key.DESCENDING
                                + " LIMIT 1) m "
                                + (columns.equals(MESSAGE) ? MessageRows.NAMES : "")
                                + " ORDER BY n.distance, n.text_hash");
    }

    private static Near near(ResultSet row) throws SQLException {
        byte[] hash = Objects.requireNonNull(row.getBytes("text_hash"));
        return new Near(HexFormat.of().formatHex(hash), row.getDouble("distance"));
    }

    private Neighbour read(ResultSet row) throws SQLException {
        Message message = MessageRows.message(row);
        Hit hit =
                new Hit(
                        message,
                        Excerpt.beginning(message.text()),
                        1 - row.getDouble("distance"),
                        row.getLong("repeats"));
        byte[] hash = Objects.requireNonNull(row.getBytes("text_hash"));
        return new Neighbour(new Found(MessageRows.key(row), hit), HexFormat.of().formatHex(hash));
    }
}
