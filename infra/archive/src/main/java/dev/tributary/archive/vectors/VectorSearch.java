package dev.tributary.archive.vectors;

import java.util.ArrayList;
import java.util.List;

/// Writes the statements that find what is nearest to a vector. Conditions are on table `m`
/// (`tributary.messages`); what they let pass decides which statement is the right one:
///
/// 1. [#matching] counts messages, up to [#FEW_ROWS] + 1;
/// 2. up to [#FEW_ROWS]: [#exact], every one of them compared;
/// 3. more: [#nearest], through the index, which goes on until enough messages pass.
///
/// Statements 2 and 3 return account, chat, message, distance (1 - cosine), the nearest first.
/// [#SETTINGS] belongs in front of [#nearest], in the same transaction. A connection sends vectors
/// as bytes after [HalfVector#sendBinary].
public final class VectorSearch {

    /// Comparing so many takes about 20 ms.
    public static final int FEW_ROWS = 3_000;

    /// How widely the index is searched (recall at 20: 0.988 with 100,000 vectors), that it goes on
    /// where a condition lets too few pass, and that no statement is compiled: that takes longer
    /// than the search.
    public static final String SETTINGS =
            "set local hnsw.ef_search = 100; set local hnsw.iterative_scan = relaxed_order; set"
                    + " local jit = off";

    private static final String KEY = "m.account, m.chat, m.message";
    private static final String DISTANCE = "e.embedding <=> ?";

    private VectorSearch() {}

    /// How many messages a condition lets pass; one row, never above [#FEW_ROWS] + 1.
    public static VectorQuery matching(String condition, List<?> values) {
        return new VectorQuery(
                "select count(*) from (select 1 from tributary.messages m where m.text_hash is not"
                        + " null and "
                        + condition
                        + " limit "
                        + (FEW_ROWS + 1)
                        + ") few",
                List.copyOf(values));
    }

    /// Compares every message that the condition lets pass.
    public static VectorQuery exact(
            VectorState state, float[] query, String condition, List<?> values, int limit) {
        List<Object> all = new ArrayList<>(values);
        all.add(new HalfVector(query));
        all.add(limit);
        return new VectorQuery(
                "with m as materialized (select "
                        + KEY
                        + ", m.text_hash from tributary.messages m where m.text_hash is not null"
                        + " and "
                        + condition
                        + ") select "
                        + KEY
                        + ", "
                        + DISTANCE
                        + " as distance from m join "
                        + state.table().name()
                        + " e on e.text_hash = m.text_hash order by distance limit ?",
                all);
    }

    /// Through the index, and exactly over what is not in it.
    public static VectorQuery nearest(
            VectorState state, float[] query, String condition, List<?> values, int limit) {
        return parts(
                state,
                new Part(
                        KEY,
                        " e join tributary.messages m on m.text_hash = e.text_hash",
                        " and " + condition,
                        values),
                query,
                limit);
    }

    /// The nearest texts, whoever wrote them: text_hash, distance.
    public static VectorQuery texts(VectorState state, float[] query, int limit) {
        return parts(state, new Part("e.text_hash", " e", "", List.of()), query, limit);
    }

    private record Part(String columns, String from, String condition, List<?> values) {}

    private static VectorQuery parts(VectorState state, Part part, float[] query, int limit) {
        HalfVector vector = new HalfVector(query);
        List<Object> values = new ArrayList<>();
        StringBuilder text = new StringBuilder("select * from (");
        // The generation is a literal, or the planner could not tell that the index covers it.
        for (String which : generations(state)) {
            text.append(values.isEmpty() ? "(select " : " union all (select ")
                    .append(part.columns())
                    .append(", ")
                    .append(DISTANCE)
                    .append(" as distance from ")
                    .append(state.table().name())
                    .append(part.from())
                    .append(" where e.generation ")
                    .append(which)
                    .append(part.condition())
                    .append(" order by " + DISTANCE + " limit ?)");
            values.add(vector);
            values.addAll(part.values());
            values.add(vector);
            values.add(limit);
        }
        values.add(limit);
        return new VectorQuery(text.append(") n order by distance limit ?").toString(), values);
    }

    private static List<String> generations(VectorState state) {
        String indexed = "<= " + state.indexed();
        return state.hasBacklog() ? List.of(indexed, "> " + state.indexed()) : List.of(indexed);
    }
}
