package dev.tributary.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Reciprocal rank fusion: a hit at rank r of a list earns 1 / (k + r), and the sums decide. It
/// needs no comparable scores, only order.
/// <https://plg.uwaterloo.ca/~gvcormac/cormacksigir09-rrf.pdf>
final class RankFusion {

    /// The paper's constant: a first place in one list does not outweigh two good places.
    static final int K = 60;

    private RankFusion() {}

    /// @param score for ordering and showing only
    record Fused<T>(T item, double score) {}

    /// @param key tells which items of different lists are the same; the first list's item is kept
    /// @param tie decides between equal scores, so that the order is total
    static <T, I> List<Fused<T>> fuse(List<List<T>> lists, Function<T, I> key, Comparator<T> tie) {
        Map<I, T> items = new LinkedHashMap<>();
        Map<I, Double> scores = new LinkedHashMap<>();
        for (List<T> list : lists) {
            int rank = 1;
            for (T item : list) {
                items.putIfAbsent(key.apply(item), item);
                scores.merge(key.apply(item), 1.0 / (K + rank), Double::sum);
                rank++;
            }
        }
        List<Fused<T>> fused = new ArrayList<>();
        items.forEach((id, item) -> fused.add(new Fused<>(item, scores.getOrDefault(id, 0.0))));
        fused.sort(
                Comparator.comparingDouble((Fused<T> f) -> f.score())
                        .reversed()
                        .thenComparing(Fused::item, tie));
        return fused;
    }
}
