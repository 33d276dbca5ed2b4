package dev.tributary.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.Settings.Embedding.Pooling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingModelsTest {

    @TempDir Path directory;

    @Test
    void theBuiltInModelNeedsNothing() {
        // When
        try (TextEmbedder embedder = EmbeddingModels.open(settings(null, "", ""))) {

            // Then
            assertThat(embedder.dimension()).isEqualTo(384);
            assertThat(embedder.modelName()).isEqualTo("all-minilm-l6-v2-q");
            assertThat(embedder.embedPassages(List.of("one", "two"))).hasSize(2);
        }
    }

    @Test
    void aDirectoryWithTheSameFilesIsTheSameModel() throws IOException {
        // Given
        copy("/all-minilm-l6-v2-q.onnx", "model.onnx");
        copy("/all-minilm-l6-v2-q-tokenizer.json", "tokenizer.json");

        // When
        try (TextEmbedder own = EmbeddingModels.open(settings(directory, "", ""));
                TextEmbedder builtIn = EmbeddingModels.open(settings(null, "", ""))) {

            // Then
            assertThat(own.fingerprint()).isEqualTo(builtIn.fingerprint());
            assertThat(own.embedQuery("hello")).isEqualTo(builtIn.embedQuery("hello"));
        }
    }

    @Test
    void prefixesGoBeforeTheTextAndChangeTheFingerprint() {
        // When
        try (TextEmbedder prefixed = EmbeddingModels.open(settings(null, "query: ", "passage: "));
                TextEmbedder plain = EmbeddingModels.open(settings(null, "", ""))) {

            // Then
            assertThat(prefixed.fingerprint()).isNotEqualTo(plain.fingerprint());
            assertThat(prefixed.embedQuery("hello")).isEqualTo(plain.embedQuery("query: hello"));
            assertThat(prefixed.embedPassages(List.of("hello")).getFirst())
                    .isEqualTo(plain.embedQuery("passage: hello"));
        }
    }

    @Test
    void aDirectoryWithoutAModelSaysWhatIsMissing() throws IOException {
        // Given
        copy("/all-minilm-l6-v2-q-tokenizer.json", "tokenizer.json");

        // Then
        assertThatThrownBy(() -> EmbeddingModels.open(settings(directory, "", "")))
                .isInstanceOf(ModelUnusable.class)
                .hasMessage(
                        "embedding.directory \""
                                + directory
                                + "\" has no readable model.onnx; it must hold tokenizer.json and"
                                + " model.onnx of a sentence-embedding model");
    }

    @Test
    void aFileThatIsNoOnnxModelIsNamed() throws IOException {
        // Given
        copy("/all-minilm-l6-v2-q-tokenizer.json", "tokenizer.json");
        Files.writeString(directory.resolve("model.onnx"), "<html>404</html>");

        // Then
        assertThatThrownBy(() -> EmbeddingModels.open(settings(directory, "", "")))
                .isInstanceOf(ModelUnusable.class)
                .hasMessageStartingWith(
                        "\""
                                + directory.resolve("model.onnx")
                                + "\" is no model that ONNX Runtime can run");
    }

    @Test
    void aFileThatIsNoTokenizerIsNamed() throws IOException {
        // Given
        Files.writeString(directory.resolve("tokenizer.json"), "{}");
        copy("/all-minilm-l6-v2-q.onnx", "model.onnx");

        // Then
        assertThatThrownBy(() -> EmbeddingModels.open(settings(directory, "", "")))
                .isInstanceOf(ModelUnusable.class)
                .hasMessageStartingWith(
                        "\"" + directory.resolve("tokenizer.json") + "\" is no tokenizer");
    }

    private static Settings.Embedding settings(
            @Nullable Path directory, String queryPrefix, String passagePrefix) {
        return new Settings.Embedding(
                true,
                Settings.Embedding.Provider.ONNX,
                directory,
                null,
                null,
                null,
                Pooling.MEAN,
                256,
                queryPrefix,
                passagePrefix,
                2);
    }

    private void copy(String resource, String file) throws IOException {
        try (InputStream in = EmbeddingModelsTest.class.getResourceAsStream(resource)) {
            Files.copy(in, directory.resolve(file));
        }
    }
}
