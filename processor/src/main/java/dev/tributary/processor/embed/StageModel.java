package dev.tributary.processor.embed;

import dev.tributary.contract.config.Settings;
import dev.tributary.embedding.EmbeddingModels;
import dev.tributary.embedding.TextEmbedder;
import org.jspecify.annotations.Nullable;

/// The model that the stage embeds with. One that runs here is loaded at once, so that what is
/// wrong with it stops the start; an endpoint is asked by the stage, because it may be away while
/// all else can go on.
public final class StageModel implements AutoCloseable {

    private final Settings.Embedding settings;
    private @Nullable TextEmbedder embedder;

    private StageModel(Settings.Embedding settings) {
        this.settings = settings;
    }

    /// @throws dev.tributary.embedding.ModelUnusable if it runs here and cannot be loaded
    public static StageModel open(Settings.Embedding settings) {
        StageModel model = new StageModel(settings);
        switch (settings.provider()) {
            case ONNX -> model.embedder();
            case OLLAMA, OPENAI -> {}
        }
        return model;
    }

    /// The same one each time.
    ///
    /// @throws dev.tributary.embedding.EmbeddingFailed if its endpoint does not answer now
    public synchronized TextEmbedder embedder() {
        if (embedder == null) {
            embedder = EmbeddingModels.open(settings);
        }
        return embedder;
    }

    @Override
    public synchronized void close() {
        if (embedder != null) {
            embedder.close();
            embedder = null;
        }
    }
}
