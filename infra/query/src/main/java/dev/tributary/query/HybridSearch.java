package dev.tributary.query;

import dev.tributary.contract.answer.Hit;
import dev.tributary.contract.question.Cursor;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.Question.SearchHybrid;
import dev.tributary.query.RankFusion.Fused;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Words and meaning together, fused by rank.
final class HybridSearch {

    /// How many of each side take part, and so how deep pages go. Walking the index twice as far,
    /// for what stands low on both sides, takes twice as long.
    static final int DEPTH = 100;

    private static final Comparator<Place> NEWEST_FIRST =
            Comparator.<Place, Instant>comparing(
                            place -> {
                                Instant at = place.key().at();
                                return at == null ? Instant.MIN : at;
                            })
                    .reversed()
                    .thenComparing(place -> place.key().account())
                    .thenComparing(place -> place.key().chat())
                    .thenComparing(place -> place.key().message());

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
        List<Fused<Place>> rest = after(fused(query, asked.filters(), filters), last, score);
        int limit = Math.min(asked.page().limit(), rest.size());
        List<Fused<Place>> shown = rest.subList(0, limit);
        Cursor next =
                rest.size() == limit
                        ? null
                        : CursorFields.write(
                                mark,
                                ceiling,
                                shown.getLast().score(),
                                shown.getLast().item().key());
        return Findings.hits(found(query, shown), degraded, null, next);
    }

    private List<Fused<Place>> fused(String query, Filters asked, Sql filters) throws SQLException {
        List<Place> words = new TextSearch(session).best(query, filters, DEPTH);
        List<Place> meaning = semantic == null ? List.of() : semantic.best(filters, asked, DEPTH);
        return RankFusion.fuse(List.of(words, meaning), Place::key, NEWEST_FIRST);
    }

    /// The last hit shown is found again by its name; if it was deleted meanwhile, by its score.
    private static List<Fused<Place>> after(
            List<Fused<Place>> fused, @Nullable Key last, double score) {
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

    /// The texts are read for these few alone.
    private List<Found> found(String query, List<Fused<Place>> shown) throws SQLException {
        Map<Key, Hit> hits =
                new TextSearch(session)
                        .shown(query, shown.stream().map(hit -> hit.item().key()).toList());
        List<Found> found = new ArrayList<>();
        for (Fused<Place> fused : shown) {
            Place place = fused.item();
            Hit hit = hits.get(place.key());
            if (hit != null) {
                found.add(
                        new Found(
                                place.key(),
                                new Hit(
                                        hit.message(),
                                        hit.snippet(),
                                        fused.score(),
                                        place.repeats())));
            }
        }
        return found;
    }
}
