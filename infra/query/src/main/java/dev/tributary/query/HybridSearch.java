package dev.tributary.query;

import dev.tributary.contract.answer.Hit;
import dev.tributary.contract.answer.Snippet;
import dev.tributary.contract.question.Cursor;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.Question.SearchHybrid;
import dev.tributary.query.RankFusion.Fused;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Words and meaning together, fused by rank.
final class HybridSearch {

    /// How many of each side take part: as deep as pages go.
    static final int DEPTH = 200;

    private static final Comparator<Found> NEWEST_FIRST =
            Comparator.<Found, Instant>comparing(
                            found -> {
                                Instant at = found.key().at();
                                return at == null ? Instant.MIN : at;
                            })
                    .reversed()
                    .thenComparing(found -> found.key().account())
                    .thenComparing(found -> found.key().chat())
                    .thenComparing(found -> found.key().message());

    private final Session session;
    private final @Nullable SemanticSearch semantic;

    /// @param semantic null where that side is missing; `degraded` then says why
    HybridSearch(Session session, @Nullable SemanticSearch semantic) {
        this.session = session;
        this.semantic = semantic;
    }

    Findings answer(SearchHybrid asked, @Nullable Instant asOf, List<String> degraded)
            throws SQLException {
        String mark = CursorFields.mark("hybrid", asked.query(), asked.filters());
        String query = QueryWords.of(asked.query());
        Cursor cursor = asked.page().cursor();
        Sql filters = Names.condition(session, asked.filters());
        Instant ceiling = asOf;
        double score = 1;
        Key last = null;
        if (cursor != null) {
            CursorFields fields = CursorFields.read(cursor, mark);
            ceiling = fields.instant();
            score = fields.number();
            last = fields.key();
            filters = SemanticSearch.upTo(filters, ceiling);
        }
        List<Fused<Found>> rest = after(fused(query, asked.filters(), filters), last, score);
        int limit = Math.min(asked.page().limit(), rest.size());
        List<Fused<Found>> shown = rest.subList(0, limit);
        Cursor next =
                rest.size() == limit
                        ? null
                        : CursorFields.write(
                                mark,
                                ceiling,
                                shown.getLast().score(),
                                shown.getLast().item().key());
        Map<Key, Snippet> marked =
                new TextSearch(session).headlines(query, shown.stream().map(Fused::item).toList());
        return Findings.hits(
                shown.stream().map(hit -> found(hit, marked)).toList(), degraded, null, next);
    }

    private List<Fused<Found>> fused(String query, Filters asked, Sql filters) throws SQLException {
        List<Found> words = new TextSearch(session).best(query, filters, DEPTH);
        List<Found> meaning = semantic == null ? List.of() : semantic.best(filters, asked, DEPTH);
        return RankFusion.fuse(List.of(words, meaning), Found::key, NEWEST_FIRST);
    }

    /// The last hit shown is found again by its name; if it was deleted meanwhile, by its score.
    private static List<Fused<Found>> after(
            List<Fused<Found>> fused, @Nullable Key last, double score) {
        if (last == null) {
            return fused;
        }
        for (int i = 0; i < fused.size(); i++) {
            if (fused.get(i).item().key().equals(last)) {
                return fused.subList(i + 1, fused.size());
            }
        }
        return fused.stream().dropWhile(hit -> hit.score() >= score).toList();
    }

    private static Found found(Fused<Found> fused, Map<Key, Snippet> marked) {
        Hit hit = fused.item().hit();
        return new Found(
                fused.item().key(),
                new Hit(
                        hit.message(),
                        marked.getOrDefault(fused.item().key(), hit.snippet()),
                        fused.score(),
                        hit.repeats()));
    }
}
