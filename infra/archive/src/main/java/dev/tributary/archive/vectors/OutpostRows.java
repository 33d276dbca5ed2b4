package dev.tributary.archive.vectors;

import dev.tributary.contract.event.TextHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The outposts in a model's table: the rows of generation [VectorTable#OUTPOST], which no index
/// covers. Every method runs in the caller's transaction.
///
/// Two programs at once may keep a few more than they should, which the next one that has too many
/// puts right.
final class OutpostRows {

    private static final int FETCHED = 10_000;

    private final Connection tx;
    private final VectorState state;
    private final Set<TextHash> before;
    private final int reachBefore;
    private final Outposts outposts;

    private OutpostRows(Connection tx, VectorState state, int reach, Map<TextHash, Signs> rows) {
        this.tx = tx;
        this.state = state;
        this.before = rows.keySet();
        this.reachBefore = reach;
        int first = Outposts.firstReach(state.dimension());
        this.outposts =
                new Outposts(state.dimension(), Outposts.MOST, Math.max(first, reach), rows);
    }

    static OutpostRows read(Connection tx, VectorState state) throws SQLException {
        Map<TextHash, Signs> rows = new LinkedHashMap<>();
        each(tx, state, "= " + VectorTable.OUTPOST + " order by text_hash", rows::put);
        return new OutpostRows(tx, state, VectorRegistry.reach(tx, state.fingerprint()), rows);
    }

    boolean isEmpty() {
        return before.isEmpty();
    }

    /// Offers vectors that are about to be inserted. What is no vector of this model Postgres
    /// refuses, one by one, and its words say why.
    ///
    /// @return which of them became outposts
    Set<TextHash> offer(Map<TextHash, float[]> vectors) {
        vectors.forEach((text, vector) -> {
            if (vector.length == state.dimension()) {
                outposts.offer(text, Signs.of(vector));
            }
        });
        Set<TextHash> kept = new HashSet<>(vectors.keySet());
        kept.retainAll(outposts.texts());
        return kept;
    }

    /// Offers all rows of later generations: 2 s for 100,000.
    void offerAfter(int generation) throws SQLException {
        each(
                tx,
                state,
                "> " + generation + " and generation < " + VectorTable.OUTPOST,
                outposts::offer);
    }

    /// Writes who is one now, and who no longer is.
    ///
    /// @param generation of those that no longer are
    void write(int generation) throws SQLException {
        if (outposts.reach() != reachBefore) {
            VectorRegistry.update(tx, state.fingerprint(), "reach = " + outposts.reach());
        }
        Set<TextHash> now = outposts.texts();
        move(without(before, now), generation);
        move(without(now, before), VectorTable.OUTPOST);
    }

    private static Set<TextHash> without(Set<TextHash> all, Set<TextHash> some) {
        Set<TextHash> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private void move(Collection<TextHash> texts, int generation) throws SQLException {
        if (texts.isEmpty()) {
            return;
        }
        String sql =
                "update "
                        + state.tableName()
                        + " set generation = "
                        + generation
                        + " where text_hash = any (?) and generation <> "
                        + generation;
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
            statement.setArray(1, Vectors.array(tx, texts));
            statement.executeUpdate();
        }
    }

    private interface RowReader {
        void read(TextHash text, Signs signs);
    }

    private static void each(Connection tx, VectorState state, String generations, RowReader reader)
            throws SQLException {
        String sql =
                "select text_hash, bit_send(binary_quantize(embedding)) from "
                        + state.tableName()
                        + " where generation "
                        + generations;
        try (Statement statement = tx.createStatement()) {
            statement.setFetchSize(FETCHED);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    reader.read(TextHash.ofBytes(rows.getBytes(1)), Signs.ofBits(rows.getBytes(2)));
                }
            }
        }
    }
}
