package dev.tributary.processor.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.archive.Archive;
import dev.tributary.archive.vectors.Placement;
import dev.tributary.archive.vectors.VectorIndexer;
import dev.tributary.archive.vectors.Vectors;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.event.TextHash;
import dev.tributary.embedded.TestStack;
import dev.tributary.embedding.EmbeddingModels;
import dev.tributary.embedding.TextEmbedder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Is semantic search as good as the model allows? The published figure of all-MiniLM-L6-v2 in full
/// precision is nDCG@10 = 0.645; it is reached only with the right window and pooling.
@Tag("stack")
@Tag("real-data")
class SciFactIT {

    private static final Logger log = LoggerFactory.getLogger(SciFactIT.class);
    private static SciFact collection;

    @TempDir Path directory;

    /// @param exact nDCG@10 when every vector is compared
    /// @param indexed nDCG@10 through the index
    private record Quality(double exact, double indexed) {}

    @BeforeAll
    static void read() throws IOException {
        collection =
                SciFact.read(Path.of(System.getenv("TRIBUTARY_TEST_DATA")).resolve("scifact-beir"));
        assertThat(collection.passages()).hasSize(5_183);
        assertThat(collection.queries()).hasSize(300);
    }

    @Test
    void theFullPrecisionModelReachesItsPublishedQuality() throws Exception {
        // Given
        unpack("/all-minilm-l6-v2.onnx", "model.onnx");
        unpack("/all-minilm-l6-v2-tokenizer.json", "tokenizer.json");

        // When
        Quality quality = measure(Map.of("TRIBUTARY_EMBEDDING_DIRECTORY", directory.toString()));

        // Then
        assertThat(quality.exact()).isCloseTo(0.645, within(0.003));
        assertThat(quality.indexed()).isGreaterThanOrEqualTo(quality.exact() - 0.01);
    }

    @Test
    void theBuiltInQuantisedModelLosesLittle() throws Exception {
        // When
        Quality quality = measure(Map.of());

        // Then
        assertThat(quality.exact()).isGreaterThanOrEqualTo(0.63);
        assertThat(quality.indexed()).isGreaterThanOrEqualTo(quality.exact() - 0.01);
    }

    private static Quality measure(Map<String, String> environment) throws SQLException {
        var settings = SettingsLoader.load(null, environment).embedding();
        try (TextEmbedder embedder = EmbeddingModels.open(settings);
                Archive archive = Archive.open(TestStack.freshDatabase())) {
            archive.inTransaction(
                    tx -> Vectors.register(tx, embedder.fingerprint(), "scifact", 384));
            long start = System.nanoTime();
            Map<TextHash, String> documents = embed(archive, embedder);
            Duration embedding = Duration.ofNanos(System.nanoTime() - start);
            double exact = ndcg(archive, embedder, documents);
            new VectorIndexer(archive.dataSource(), embedder.fingerprint()).indexBacklog();
            double indexed = ndcg(archive, embedder, documents);
            log.atWarn()
                    .addKeyValue("source", embedder.modelName())
                    .addKeyValue("exact", exact)
                    .addKeyValue("indexed", indexed)
                    .addKeyValue("cut", embedder.textsCut())
                    .addKeyValue("durationMs", embedding.toMillis())
                    .log("nDCG@10 on SciFact");
            return new Quality(exact, indexed);
        }
    }

    /// @return documents by text
    private static Map<TextHash, String> embed(Archive archive, TextEmbedder embedder)
            throws SQLException {
        List<String> ids = new ArrayList<>(collection.passages().keySet());
        List<float[]> vectors =
                embedder.embedPassages(ids.stream().map(collection.passages()::get).toList());
        Map<TextHash, String> documents = new HashMap<>();
        Map<TextHash, float[]> rows = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            TextHash hash = TextHash.of(collection.passages().get(ids.get(i))).orElseThrow();
            documents.put(hash, ids.get(i));
            rows.put(hash, vectors.get(i));
        }
        archive.inTransaction(tx -> {
            Vectors.insert(tx, embedder.fingerprint(), rows, Placement.BACKLOG);
            return rows.size();
        });
        return documents;
    }

    private static double ndcg(
            Archive archive, TextEmbedder embedder, Map<TextHash, String> documents)
            throws SQLException {
        double sum = 0;
        for (Map.Entry<String, String> query : collection.queries().entrySet()) {
            float[] vector = embedder.embedQuery(query.getValue());
            List<String> found =
                    archive
                            .inTransaction(
                                    tx -> Vectors.nearest(tx, embedder.fingerprint(), vector, 10))
                            .stream()
                            .map(neighbour -> documents.get(neighbour.text()))
                            .toList();
            sum += collection.ndcgAt10(query.getKey(), found);
        }
        return sum / collection.queries().size();
    }

    private void unpack(String resource, String file) throws IOException {
        try (InputStream in = SciFactIT.class.getResourceAsStream(resource)) {
            Files.copy(in, directory.resolve(file));
        }
    }
}
