package dev.tributary.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.tributary.contract.config.Settings.Embedding.Pooling;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OnnxSentenceModelTest {

    private static final List<String> TEXTS =
            IntStream.range(0, 60)
                    .mapToObj(i ->
                            "Message "
                                    + i
                                    + ": the release moves to "
                                    + (i % 28 + 1)
                                    + " May, don't merge before "
                                    + "the tests are green, ".repeat(i % 7)
                                    + "and ask Anna (anna@example.org) 🙂 — спасибо!")
                    .toList();

    private static OnnxSentenceModel model;

    @BeforeAll
    static void open() {
        try (ModelFiles files = ModelFiles.builtIn()) {
            model = new OnnxSentenceModel(files, Pooling.MEAN, 256, 2);
        }
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void givesTheVectorsOfLangchain4jsOwnClass() {
        // Given
        var theirs = new AllMiniLmL6V2QuantizedEmbeddingModel();

        // When
        List<float[]> ours = model.vectors(TEXTS);

        // Then
        for (int i = 0; i < TEXTS.size(); i++) {
            assertThat(cosine(ours.get(i), theirs.embed(TEXTS.get(i)).content().vector()))
                    .describedAs(TEXTS.get(i))
                    .isCloseTo(1.0, within(5e-7));
        }
    }

    @Test
    void theSameTextGivesTheSameBitsAloneAndAmongOthers() {
        // Given
        List<float[]> alone = TEXTS.stream().map(model::vector).toList();

        // When
        List<float[]> together = model.vectors(TEXTS);

        // Then
        for (int i = 0; i < TEXTS.size(); i++) {
            assertThat(together.get(i)).isEqualTo(alone.get(i));
        }
    }

    @Test
    void isAnEmbeddingModelOfLangchain4j() {
        // When
        var response =
                model.embedAll(List.of(TextSegment.from("first"), TextSegment.from("second")));

        // Then
        assertThat(response.content()).hasSize(2).allMatch(e -> e.dimension() == 384);
        assertThat(model.embed("first").content()).isEqualTo(response.content().getFirst());
    }

    @Test
    void cutsATextAtTheWindowAndCountsIt() {
        // Given
        String window = "word ".repeat(254);
        long before = model.textsCut();
        float[] inside = model.vector(window);

        // When
        float[] longer = model.vector(window + "and a tail that nobody reads");

        // Then
        assertThat(longer).isEqualTo(inside);
        assertThat(model.textsCut()).isEqualTo(before + 1);
    }

    @Test
    void aMessageOfMegabytesIsCutBeforeItIsTokenised() {
        // When
        float[] vector = model.vector("long ".repeat(1_000_000));

        // Then
        assertThat(vector).hasSize(384);
    }

    @Test
    void embedsWhatIsHardlyAText() {
        // When
        List<float[]> vectors =
                model.vectors(List.of("", " ", "\ud83d", "a\0b", "🙂", "\u200d", "\n\n"));

        // Then
        assertThat(vectors).allSatisfy(v -> assertThat(length(v)).isCloseTo(1.0, within(1e-5)));
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
        }
        return dot / (length(a) * length(b));
    }

    private static double length(float[] v) {
        double squares = 0;
        for (float x : v) {
            squares += (double) x * x;
        }
        return Math.sqrt(squares);
    }
}
