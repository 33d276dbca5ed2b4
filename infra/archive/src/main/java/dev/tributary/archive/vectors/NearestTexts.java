package dev.tributary.archive.vectors;

import dev.tributary.archive.vectors.Vectors.Neighbour;
import dev.tributary.contract.event.TextHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The search over one model's vectors: through the index for the generations that it covers,
/// exactly for the others, the [Outposts] among them.
final class NearestTexts {

    /// How widely the index is searched (recall at 20: 0.988 with 100,000 vectors), and that no
    /// statement is compiled: that takes longer than the search. For one transaction.
    private static final String SETTINGS =
            "set local hnsw.ef_search = 100; set local hnsw.iterative_scan = relaxed_order; set"
                    + " local jit = off";

    private NearestTexts() {}

    static List<Neighbour> find(Connection tx, VectorState state, float[] query, int count)
            throws SQLException {
        HalfVector.sendBinary(tx);
        try (Statement settings = tx.createStatement()) {
            settings.execute(SETTINGS);
        }
        HalfVector vector = new HalfVector(query);
        try (PreparedStatement statement = tx.prepareStatement(sql(state, count))) {
            for (int i = 1; i <= 4; i++) {
                statement.setObject(i, vector);
            }
            List<Neighbour> neighbours = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    neighbours.add(
                            new Neighbour(TextHash.ofBytes(rows.getBytes(1)), rows.getDouble(2)));
                }
            }
            return neighbours;
        }
    }

    /// Every `?` is the question's vector. The generation is a literal, or the planner could not
    /// tell that the index covers it.
    static String sql(VectorState state, int count) {
        String all = part(state, "<=", count) + " union all " + part(state, ">", count);
        return "select * from (" + all + ") n order by distance, text_hash limit " + count;
    }

    private static String part(VectorState state, String which, int count) {
        return "(select text_hash, embedding <=> ? as distance from "
                + state.tableName()
                + " where generation "
                + which
                + " "
                + state.indexed()
                + " order by embedding <=> ? limit "
                + count
                + ")";
    }
}
