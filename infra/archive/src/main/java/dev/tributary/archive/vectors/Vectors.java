package dev.tributary.archive.vectors;

import dev.tributary.contract.event.TextHash;
import dev.tributary.contract.vector.ModelFingerprint;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One model's vectors in the archive. Every method runs in the caller's transaction.
public final class Vectors {

    private Vectors() {}

    /// Makes the model's table if it is not there. Safe when several programs start at once. The
    /// table of an earlier version gets its [Outposts], which takes seconds.
    ///
    /// @throws IllegalArgumentException if no index can hold vectors of that dimension
    public static VectorState register(
            Connection tx, ModelFingerprint fingerprint, String model, int dimension)
            throws SQLException {
        if (dimension < 1 || dimension > VectorTable.MOST_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "the model \""
                            + model
                            + "\" makes vectors of "
                            + dimension
                            + " components; an index holds 1 to "
                            + VectorTable.MOST_DIMENSIONS
                            + ": choose another model");
        }
        VectorTable table = new VectorTable(fingerprint);
        try (Statement statement = tx.createStatement()) {
            statement.execute(
                    "select pg_advisory_xact_lock(hashtextextended('" + table.name() + "', 0))");
            VectorRegistry.create(tx);
            if (VectorRegistry.read(tx, fingerprint).isEmpty()) {
                VectorRegistry.add(tx, fingerprint, model, dimension);
                statement.execute(table.ddl(dimension));
                statement.execute(table.createIndex(0, false));
            }
        }
        VectorState state = state(tx, fingerprint).orElseThrow();
        OutpostRows outposts = OutpostRows.read(tx, state);
        if (outposts.isEmpty()) {
            outposts.offerAfter(-1);
            outposts.write(state.indexed());
        }
        return state;
    }

    /// Empty if no program ever registered that model here.
    public static Optional<VectorState> state(Connection tx, ModelFingerprint fingerprint)
            throws SQLException {
        return VectorRegistry.exists(tx) ? VectorRegistry.read(tx, fingerprint) : Optional.empty();
    }

    /// All models that have a table here, the newest first.
    public static List<VectorState> models(Connection tx) throws SQLException {
        return VectorRegistry.exists(tx) ? VectorRegistry.all(tx) : List.of();
    }

    /// Which of these texts have no vector.
    public static Set<TextHash> missing(
            Connection tx, ModelFingerprint fingerprint, Collection<TextHash> hashes)
            throws SQLException {
        if (hashes.isEmpty()) {
            return Set.of();
        }
        Set<TextHash> missing = new HashSet<>(hashes);
        String sql =
                "select text_hash from "
                        + new VectorTable(fingerprint).name()
                        + " where text_hash = any (?)";
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
            statement.setArray(1, array(tx, hashes));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    missing.remove(TextHash.ofBytes(rows.getBytes(1)));
                }
            }
        }
        return missing;
    }

    /// Adds vectors of texts that have none.
    ///
    /// @throws SQLException with state 23505 if another program added one of them meanwhile: roll
    ///   back, ask [#missing] again and repeat
    public static void insert(
            Connection tx,
            ModelFingerprint fingerprint,
            Map<TextHash, float[]> vectors,
            Placement placement)
            throws SQLException {
        if (vectors.isEmpty()) {
            return;
        }
        VectorState state = state(tx, fingerprint).orElseThrow();
        switch (placement) {
            case BACKLOG -> copy(tx, state, state.filling(), vectors);
            case INDEXED -> index(tx, state, vectors);
        }
    }

    /// The outposts among them go beside the index.
    private static void index(Connection tx, VectorState state, Map<TextHash, float[]> vectors)
            throws SQLException {
        OutpostRows outposts = OutpostRows.read(tx, state);
        Map<TextHash, float[]> apart = new HashMap<>(vectors);
        apart.keySet().retainAll(outposts.offer(vectors));
        Map<TextHash, float[]> others = new HashMap<>(vectors);
        others.keySet().removeAll(apart.keySet());
        copy(tx, state, VectorTable.OUTPOST, apart);
        copy(tx, state, state.indexed(), others);
        outposts.write(state.indexed());
    }

    private static void copy(
            Connection tx, VectorState state, int generation, Map<TextHash, float[]> vectors)
            throws SQLException {
        if (vectors.isEmpty()) {
            return;
        }
        // In one order everywhere, or two programs with the same texts wait for each other.
        List<Map.Entry<TextHash, float[]>> rows = new ArrayList<>(vectors.entrySet());
        rows.sort(Comparator.comparing(row -> row.getKey().bytes(), Arrays::compareUnsigned));
        VectorCopy.write(tx, state.table(), generation, rows);
    }

    static Array array(Connection tx, Collection<TextHash> hashes) throws SQLException {
        return tx.createArrayOf(
                "bytea", hashes.stream().map(TextHash::bytes).toArray(byte[][]::new));
    }

    /// How many vectors are outside the index and shall come into it. Reads each of them: for
    /// decisions, not for searches.
    public static long backlog(Connection tx, VectorState state) throws SQLException {
        return state.hasBacklog()
                ? VectorRegistry.number(
                        tx,
                        "select count(*) from "
                                + state.table().name()
                                + " where generation > "
                                + state.indexed()
                                + " and generation < "
                                + VectorTable.OUTPOST)
                : 0;
    }

    /// How many vectors there are.
    public static long count(Connection tx, VectorState state) throws SQLException {
        return VectorRegistry.number(tx, "select count(*) from " + state.table().name());
    }

    /// Notes that the log's vectors of this model are in the table.
    public static void markRestored(Connection tx, ModelFingerprint fingerprint)
            throws SQLException {
        VectorRegistry.update(tx, fingerprint, "restored = true");
    }

    /// The nearest vectors by cosine distance, the nearest first. Conditions on messages are the
    /// query engine's; this is how good a model and its index are.
    public static List<Neighbour> nearest(
            Connection tx, ModelFingerprint fingerprint, float[] query, int count)
            throws SQLException {
        return NearestTexts.find(tx, state(tx, fingerprint).orElseThrow(), query, count);
    }

    /// @param distance 1 - cosine: from 0 (the same direction) to 2
    public record Neighbour(TextHash text, double distance) {}
}
