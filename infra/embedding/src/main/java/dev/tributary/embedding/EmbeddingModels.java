package dev.tributary.embedding;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.ollama.OllamaEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.tributary.contract.config.Secret;
import dev.tributary.contract.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the model that the configuration names.
public final class EmbeddingModels {

    private static final Logger log = LoggerFactory.getLogger(EmbeddingModels.class);

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private EmbeddingModels() {}

    /// Takes about half a second and 100 MB outside the heap for the built-in model.
    ///
    /// @throws ModelUnusable if its files are missing or are no model of the kind we can run
    /// @throws EmbeddingFailed if the endpoint that it names does not answer
    public static TextEmbedder open(Settings.Embedding settings) {
        long start = System.nanoTime();
        TextEmbedder embedder =
                switch (settings.provider()) {
                    case ONNX -> onnx(settings);
                    case OLLAMA ->
                            new EndpointTextEmbedder(ollama(settings), model(settings), settings);
                    case OPENAI ->
                            new EndpointTextEmbedder(openAi(settings), model(settings), settings);
                };
        log.atInfo()
                .addKeyValue("model", embedder.modelName())
                .addKeyValue("fingerprint", embedder.fingerprint())
                .addKeyValue("durationMs", (System.nanoTime() - start) / 1_000_000)
                .log("the embedding model is ready");
        return embedder;
    }

    /// What people call the model that the configuration names; nothing is loaded.
    public static String name(Settings.Embedding settings) {
        return settings.provider() == Settings.Embedding.Provider.ONNX
                ? ModelFiles.nameIn(settings.directory())
                : model(settings);
    }

    private static TextEmbedder onnx(Settings.Embedding settings) {
        Path directory = settings.directory();
        try (ModelFiles files =
                directory == null ? ModelFiles.builtIn() : ModelFiles.in(directory)) {
            var model =
                    new OnnxSentenceModel(
                            files, settings.pooling(), settings.maxTokens(), threads(settings));
            return new OnnxTextEmbedder(
                    model,
                    Fingerprints.of(files.digest(), settings, model.dimension()),
                    settings.queryPrefix(),
                    settings.passagePrefix());
        }
    }

    private static EmbeddingModel ollama(Settings.Embedding settings) {
        return OllamaEmbeddingModel.builder()
                .baseUrl(Objects.toString(settings.baseUrl()))
                .modelName(model(settings))
                .timeout(TIMEOUT)
                .build();
    }

    private static EmbeddingModel openAi(Settings.Embedding settings) {
        Secret key = settings.apiKey();
        return OpenAiEmbeddingModel.builder()
                .baseUrl(Objects.toString(settings.baseUrl()))
                .apiKey(key == null ? "none" : key.value())
                .modelName(model(settings))
                .timeout(TIMEOUT)
                .build();
    }

    /// The configuration has one wherever it names an endpoint.
    private static String model(Settings.Embedding settings) {
        return Objects.requireNonNull(settings.model(), "embedding.model");
    }

    private static int threads(Settings.Embedding settings) {
        return settings.threads() == 0
                ? Runtime.getRuntime().availableProcessors()
                : settings.threads();
    }
}
