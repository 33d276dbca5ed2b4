package dev.tributary.query;

import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.Hit;
import dev.tributary.contract.answer.Message;
import dev.tributary.contract.answer.Snippet;
import dev.tributary.contract.question.PageRequest;
import dev.tributary.contract.question.Question.SearchText;
import dev.tributary.query.Session.RowReader;
import dev.tributary.query.TextStatements.Reading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Search by words. Ranking a frequent word by reading each of its matches takes as long as the
/// archive is big, so only a window of the newest [TextStatements#WINDOW] matches is ranked; the
/// pages go through it best first, and then on to the next older window: every match is reached,
/// none is read before its turn.
final class TextSearch {

    /// Longer queries are no part of a word and no typo.
    private static final int LONGEST_FALLBACK = 200;

    private static final Duration FALLBACK_TIMEOUT = Duration.ofMillis(1_500);

    /// Reading a message for likeness takes 10 µs. What so many resemble that reading all takes
    /// longer than this fills a window soon.
    private static final Duration READING_ALL_TIMEOUT = Duration.ofMillis(500);

    private static final String SLOW_FALLBACK =
            "no message matches the words, and looking for parts of words took too long";

    private final Session session;

    TextSearch(Session session) {
        this.session = session;
    }

    /// @param window how many matches its window has
    private record Candidate(Found found, long window) {}

    Findings answer(SearchText question, @Nullable Instant asOf) throws SQLException {
        String mark = CursorFields.mark("text", question.query(), question.filters());
        String query = QueryWords.of(question.query());
        Sql filters = Names.condition(session, question.filters());
        PageRequest page = question.page();
        if (page.cursor() != null) {
            TextPlace start = TextPlace.read(CursorFields.read(page.cursor(), mark));
            return page(query, filters, start, page.limit(), mark);
        }
        if (session.first(TextMatch.hasWords(query), row -> row.getBoolean(1)).orElse(false)) {
            TextPlace words = TextPlace.first(TextMatch.WORDS, asOf);
            Findings findings = page(query, filters, words, page.limit(), mark);
            if (!isEmpty(findings)) {
                return findings;
            }
        }
        return fallback(query, filters, asOf, page.limit(), mark);
    }

    /// Where the best hits by words alone are, for fusing with others.
    List<Place> best(String query, Sql filters, int limit) throws SQLException {
        return session.list(
                TextStatements.best(query, filters, limit),
                row -> new Place(MessageRows.key(row), 1));
    }

    /// These messages; their snippets mark the query's words where they have any.
    Map<Key, Hit> shown(String query, List<Key> keys) throws SQLException {
        Map<Key, Hit> hits = new HashMap<>();
        session.list(
                TextStatements.shown(query, keys),
                row -> {
                    Message message = MessageRows.message(row);
                    String headline = row.getString("headline");
                    Snippet snippet =
                            headline.contains(Snippet.OPEN)
                                    ? Excerpt.of(headline, message.text())
                                    : Excerpt.beginning(message.text());
                    return hits.put(MessageRows.key(row), new Hit(message, snippet, 0, 1));
                });
        return hits;
    }

    private Findings fallback(
            String query, Sql filters, @Nullable Instant asOf, int limit, String mark)
            throws SQLException {
        if (query.length() > LONGEST_FALLBACK) {
            return Findings.hits(List.of(), List.of(), null, null);
        }
        boolean slow = false;
        for (TextMatch match : fallbacks(query)) {
            TextPlace start = TextPlace.first(match, asOf);
            RowReader<Candidate> reader = row -> candidate(row, query);
            var rows = readingAll(start, r -> statement(query, filters, start, limit, r), reader);
            if (rows.isEmpty()) {
                Sql statement = statement(query, filters, start, limit, Reading.NEWEST_FIRST);
                rows = session.attempt(statement, FALLBACK_TIMEOUT, reader);
            }
            slow |= rows.isEmpty();
            if (rows.isPresent() && !rows.get().isEmpty()) {
                return page(query, filters, start, limit, mark, rows.get());
            }
        }
        return Findings.hits(List.of(), slow ? List.of(SLOW_FALLBACK) : List.of(), null, null);
    }

    /// What is written right is not replaced by what resembles it.
    private List<TextMatch> fallbacks(String query) throws SQLException {
        boolean isRight =
                TextMatch.ANY_WORD.suits(query)
                        && session.first(TextMatch.everyWordOccurs(query), row -> row.getBoolean(1))
                                .orElse(false);
        List<TextMatch> order =
                isRight
                        ? List.of(TextMatch.SUBSTRING, TextMatch.ANY_WORD)
                        : List.of(TextMatch.SUBSTRING, TextMatch.SIMILAR, TextMatch.ANY_WORD);
        return order.stream().filter(match -> match.suits(query)).toList();
    }

    private Findings page(String query, Sql filters, TextPlace start, int limit, String mark)
            throws SQLException {
        List<Candidate> rows =
                list(
                        start,
                        reading -> statement(query, filters, start, limit, reading),
                        row -> candidate(row, query));
        return page(query, filters, start, limit, mark, rows);
    }

    private static Sql statement(
            String query, Sql filters, TextPlace start, int limit, Reading reading) {
        return TextStatements.page(query, filters, start, limit + 1, reading);
    }

    private <T> List<T> list(TextPlace start, Function<Reading, Sql> statement, RowReader<T> reader)
            throws SQLException {
        Optional<List<T>> rows = readingAll(start, statement, reader);
        return rows.isPresent()
                ? rows.get()
                : session.list(statement.apply(Reading.NEWEST_FIRST), reader);
    }

    /// For likeness only, whose price the planner does not know: it takes comparing a message for
    /// as cheap as comparing a number. Empty if it took too long.
    private <T> Optional<List<T>> readingAll(
            TextPlace start, Function<Reading, Sql> statement, RowReader<T> reader)
            throws SQLException {
        return switch (start.match()) {
            case WORDS, ANY_WORD, SUBSTRING -> Optional.empty();
            case SIMILAR ->
                    session.attempt(statement.apply(Reading.ALL), READING_ALL_TIMEOUT, reader);
        };
    }

    private Findings page(
            String query,
            Sql filters,
            TextPlace start,
            int limit,
            String mark,
            List<Candidate> rows)
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
                    CursorFields.write(mark, start.after(last).fields()));
        }
        boolean mayBeFull = rows.isEmpty() || rows.getFirst().window() == TextStatements.WINDOW;
        Key end = mayBeFull && start.follows(rows) ? windowEnd(query, filters, start) : null;
        return Findings.hits(
                found,
                List.of(),
                explanation,
                end == null ? null : CursorFields.write(mark, start.older(end).fields()));
    }

    /// The last match of this window if it is full: then there may be another one.
    private @Nullable Key windowEnd(String query, Sql filters, TextPlace start)
            throws SQLException {
        return list(
                        start,
                        reading -> TextStatements.windowEnd(query, filters, start, reading),
                        MessageRows::key)
                .stream()
                .findFirst()
                .orElse(null);
    }

    private static Candidate candidate(ResultSet row, String query) throws SQLException {
        return new Candidate(found(row, query), row.getLong("candidates"));
    }

    private static Found found(ResultSet row, String query) throws SQLException {
        Message message = MessageRows.message(row);
        String headline = row.getString("headline");
        Snippet snippet =
                headline == null
                        ? Excerpt.around(message.text(), query)
                        : Excerpt.of(headline, message.text());
        return new Found(MessageRows.key(row), new Hit(message, snippet, row.getFloat("score"), 1));
    }

    private static boolean isEmpty(Findings findings) {
        return findings.answer() instanceof Answer.Hits hits && hits.hits().isEmpty();
    }
}
