package dev.tributary.archive.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.event.TextHash;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.vector.ModelFingerprint;
import dev.tributary.embedded.TestStack;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@Tag("stack")
class VectorsIT {

    private static final ModelFingerprint MODEL = new ModelFingerprint("0123456789abcdef");
    private static final int DIMENSION = 32;

    private final Random random = new Random(7);
    private PGSimpleDataSource database;
    private Connection tx;

    @BeforeEach
    void connect() throws SQLException {
        Endpoints.Postgres endpoint = TestStack.freshDatabase();
        database = new PGSimpleDataSource();
        database.setUrl(endpoint.jdbcUrl());
        database.setUser(endpoint.user());
        database.setPassword(endpoint.password().value());
        database.setCurrentSchema("tributary_shared,public");
        tx = database.getConnection();
        execute(
                """
                create schema if not exists tributary_shared;
                """);
        Vectors.register(tx, MODEL, "test", DIMENSION);
    }

    @AfterEach
    void disconnect() throws SQLException {
        tx.close();
    }

    @Test
    void registeringTwiceChangesNothing() throws SQLException {
        // When
        VectorState again = Vectors.register(tx, MODEL, "test", DIMENSION);

        // Then
        assertThat(again).isEqualTo(new VectorState(MODEL, "test", 32, 0, 1, false, false));
        assertThat(Vectors.models(tx)).containsExactly(again);
    }

    @Test
    void aModelThatNobodyRegisteredHasNoState() throws SQLException {
        assertThat(Vectors.state(tx, new ModelFingerprint("ffffffffffffffff"))).isEmpty();
    }

    @Test
    void aVectorTooLongForAnyIndexIsRefused() {
        ModelFingerprint wide = new ModelFingerprint("eeeeeeeeeeeeeeee");
        assertThatThrownBy(() -> Vectors.register(tx, wide, "wide", 4_001))
                .hasMessage(
                        "the model \"wide\" makes vectors of 4001 components; an index holds 1 to"
                                + " 4000: choose another model");
    }

    @Test
    void whatWasInsertedIsNoLongerMissing() throws SQLException {
        // Given
        Map<TextHash, float[]> vectors = vectors(3);
        TextHash other = hash("other");
        Vectors.insert(tx, MODEL, vectors, Placement.INDEXED);
        Set<TextHash> asked = new HashSet<>(vectors.keySet());
        asked.add(other);

        // When
        Set<TextHash> missing = Vectors.missing(tx, MODEL, asked);

        // Then
        assertThat(missing).containsExactly(other);
    }

    @Test
    void aTextHasOneVector() throws SQLException {
        // Given
        Map<TextHash, float[]> vectors = vectors(2);
        Vectors.insert(tx, MODEL, vectors, Placement.INDEXED);

        // Then
        assertThatThrownBy(() -> Vectors.insert(tx, MODEL, vectors, Placement.BACKLOG))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
    }

    @Test
    void vectorsAreKeptInHalfPrecision() throws SQLException {
        // Given
        float[] vector = new float[DIMENSION];
        vector[0] = 0.1f;
        vector[31] = -2;
        Vectors.insert(tx, MODEL, Map.of(hash("a"), vector), Placement.INDEXED);

        // When
        String stored = text("select embedding from tributary_shared.embeddings_" + MODEL);

        // Then
        assertThat(stored).startsWith("[0.099975586,0,").endsWith(",-2]");
    }

    @Test
    void theNearestAreFoundInTheIndexAndBesideIt() throws SQLException {
        // Given
        Map<TextHash, float[]> indexed = vectors(300);
        Map<TextHash, float[]> backlog = vectors(300);
        Vectors.insert(tx, MODEL, indexed, Placement.INDEXED);
        Vectors.insert(tx, MODEL, backlog, Placement.BACKLOG);
        Map<TextHash, float[]> all = new LinkedHashMap<>(indexed);
        all.putAll(backlog);
        float[] query = unit();

        // When
        List<TextHash> found = nearest(query, 10);

        // Then
        assertThat(Vectors.state(tx, MODEL).orElseThrow().hasBacklog()).isTrue();
        assertThat(found).isEqualTo(nearestOf(all, query, 10));
    }

    @Test
    void aLargeBacklogIsIndexedAnewWithEverything() throws SQLException {
        // Given
        Map<TextHash, float[]> all = new LinkedHashMap<>(vectors(1_000));
        Vectors.insert(tx, MODEL, all, Placement.INDEXED);
        Map<TextHash, float[]> backlog = vectors(6_000);
        Vectors.insert(tx, MODEL, backlog, Placement.BACKLOG);
        all.putAll(backlog);

        // When
        new VectorIndexer(database, MODEL).indexBacklog();

        // Then
        VectorState state = Vectors.state(tx, MODEL).orElseThrow();
        assertThat(state).isEqualTo(new VectorState(MODEL, "test", 32, 1, 2, false, false));
        assertThat(hnswIndexes()).isEqualTo("embeddings_" + MODEL + "_hnsw_1");
        assertThat(plan(state)).contains("embeddings_" + MODEL + "_hnsw_1");
        float[] query = unit();
        assertThat(nearest(query, 10)).isEqualTo(nearestOf(all, query, 10));
    }

    @Test
    void aSmallBacklogGoesThroughTheIndexThatIsThere() throws SQLException {
        // Given
        Map<TextHash, float[]> backlog = vectors(300);
        Vectors.insert(tx, MODEL, backlog, Placement.BACKLOG);

        // When
        new VectorIndexer(database, MODEL).indexBacklog();

        // Then
        VectorState state = Vectors.state(tx, MODEL).orElseThrow();
        assertThat(state).isEqualTo(new VectorState(MODEL, "test", 32, 0, 1, false, false));
        assertThat(Vectors.count(tx, state)).isEqualTo(300);
    }

    @Test
    void aReaderWithAnOldViewMissesNothing() throws SQLException {
        // Given
        Vectors.insert(tx, MODEL, vectors(6_000), Placement.BACKLOG);
        VectorState before = Vectors.state(tx, MODEL).orElseThrow();
        new VectorIndexer(database, MODEL).indexBacklog();
        float[] late = unit();
        Vectors.insert(tx, MODEL, Map.of(hash("late"), late), Placement.BACKLOG);

        // When
        List<Vectors.Neighbour> withOldView = NearestTexts.find(tx, before, late, 1);

        // Then
        assertThat(Vectors.state(tx, MODEL).orElseThrow().hasBacklog()).isTrue();
        assertThat(withOldView.getFirst().text()).isEqualTo(hash("late"));
        assertThat(nearest(late, 1)).containsExactly(hash("late"));
    }

    @Test
    void whatAKilledIndexingLeftIsClearedUp() throws SQLException {
        // Given
        execute(new VectorTable(MODEL).createIndex(1, false));
        Vectors.insert(tx, MODEL, vectors(10), Placement.BACKLOG);

        // When
        new VectorIndexer(database, MODEL).indexBacklog();

        // Then
        assertThat(hnswIndexes()).isEqualTo("embeddings_" + MODEL + "_hnsw_0");
    }

    @Test
    void theSignsOfAVectorAreThoseThatPostgresHas() throws SQLException {
        // Given
        float[] vector = unit();
        vector[0] = 1e-12f;
        vector[1] = 0;
        Vectors.insert(tx, MODEL, Map.of(hash("a"), vector), Placement.BACKLOG);

        // When
        byte[] sent;
        try (Statement statement = tx.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select bit_send(binary_quantize(embedding)) from embeddings_"
                                        + MODEL)) {
            row.next();
            sent = row.getBytes(1);
        }

        // Then
        assertThat(Signs.ofBits(sent)).isEqualTo(Signs.of(vector));
    }

    @Test
    void whatStandsAloneIsKeptBesideTheIndexAndCountsAsIndexed() throws SQLException {
        // When
        Vectors.insert(tx, MODEL, vectors(50), Placement.INDEXED);

        // Then
        assertThat(outposts()).isEqualTo(50);
        VectorState state = Vectors.state(tx, MODEL).orElseThrow();
        assertThat(state.hasBacklog()).isFalse();
        assertThat(Vectors.backlog(tx, state)).isZero();
    }

    @Test
    void thoseOfTooManyThatStandAloneComeIntoTheIndex() throws SQLException {
        // Given
        Vectors.insert(tx, MODEL, vectors(Outposts.MOST), Placement.INDEXED);
        int before = outposts();

        // When
        Vectors.insert(tx, MODEL, vectors(500), Placement.INDEXED);

        // Then
        assertThat(outposts()).isBetween(1, before - 1);
        assertThat(text("select count(*) from embeddings_" + MODEL + " where generation = 0"))
                .isEqualTo(Integer.toString(Outposts.MOST + 500 - outposts()));
    }

    @Test
    void anArchiveOfAnEarlierVersionGetsItsOutposts() throws SQLException {
        // Given
        Vectors.insert(tx, MODEL, vectors(50), Placement.INDEXED);
        execute("update embeddings_" + MODEL + " set generation = 0");
        execute("alter table embedding_models drop column reach");

        // When
        VectorState state = Vectors.register(tx, MODEL, "test", DIMENSION);

        // Then
        assertThat(state).isEqualTo(new VectorState(MODEL, "test", 32, 0, 1, false, false));
        assertThat(outposts()).isPositive();
    }

    private int outposts() throws SQLException {
        return Integer.parseInt(
                text(
                        "select count(*) from embeddings_"
                                + MODEL
                                + " where generation = "
                                + VectorTable.OUTPOST));
    }

    private List<TextHash> nearest(float[] query, int count) throws SQLException {
        tx.setAutoCommit(false);
        try {
            return Vectors.nearest(tx, MODEL, query, count).stream()
                    .map(Vectors.Neighbour::text)
                    .toList();
        } finally {
            tx.commit();
            tx.setAutoCommit(true);
        }
    }

    private static List<TextHash> nearestOf(
            Map<TextHash, float[]> vectors, float[] query, int count) {
        return vectors.entrySet().stream()
                .sorted(
                        java.util.Comparator.comparingDouble(
                                (Map.Entry<TextHash, float[]> e) -> -dot(e.getValue(), query)))
                .limit(count)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static double dot(float[] a, float[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
        }
        return dot;
    }

    private Map<TextHash, float[]> vectors(int count) {
        Map<TextHash, float[]> vectors = new LinkedHashMap<>();
        while (vectors.size() < count) {
            vectors.put(hash("text " + random.nextLong()), unit());
        }
        return vectors;
    }

    private float[] unit() {
        float[] vector = new float[DIMENSION];
        double squares = 0;
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    private static TextHash hash(String text) {
        return TextHash.of(text).orElseThrow();
    }

    private String hnswIndexes() throws SQLException {
        return text(
                "select string_agg(indexname, ',') from pg_indexes where indexdef like '%hnsw%'");
    }

    private String plan(VectorState state) throws SQLException {
        HalfVector vector = new HalfVector(unit());
        try (var statement = tx.prepareStatement("explain " + NearestTexts.sql(state, 10))) {
            for (int i = 1; i <= 4; i++) {
                statement.setObject(i, vector);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<String> lines = new ArrayList<>();
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
                return lines.stream().collect(Collectors.joining("\n"));
            }
        }
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = tx.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = tx.createStatement()) {
            statement.execute(sql);
        }
    }
}
