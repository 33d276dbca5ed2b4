package dev.tributary.embedding;

import dev.tributary.contract.config.Settings;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the model that the configuration names.
public final class EmbeddingModels {

    private static final Logger log = LoggerFactory.getLogger(EmbeddingModels.class);

    private EmbeddingModels() {}

    /// Takes about half a second and 100 MB outside the heap for the built-in model.
    ///
    /// @throws ModelUnusable if its files are missing or are no model of the kind we can run
    public static TextEmbedder open(Settings.Embedding settings) {
        long start = System.nanoTime();
        Path directory = settings.directory();
        try (ModelFiles files =
                directory == null ? ModelFiles.builtIn() : ModelFiles.in(directory)) {
            var model =
                    new OnnxSentenceModel(
                            files, settings.pooling(), settings.maxTokens(), threads(settings));
            TextEmbedder embedder =
                    new OnnxTextEmbedder(
                            model,
                            Fingerprints.of(files.digest(), settings, model.dimension()),
                            settings.queryPrefix(),
                            settings.passagePrefix());
            log.atInfo()
                    .addKeyValue("model", embedder.modelName())
                    .addKeyValue("fingerprint", embedder.fingerprint())
                    .addKeyValue("durationMs", (System.nanoTime() - start) / 1_000_000)
                    .log("The embedding model is loaded");
            return embedder;
        }
    }

    private static int threads(Settings.Embedding settings) {
        return settings.threads() == 0
                ? Runtime.getRuntime().availableProcessors()
                : settings.threads();
    }
}
