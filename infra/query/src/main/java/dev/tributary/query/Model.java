package dev.tributary.query;

import dev.tributary.contract.config.Settings;
import dev.tributary.embedding.EmbeddingModels;
import dev.tributary.embedding.TextEmbedder;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The embedding model, loaded by the first question that needs it and kept.
public final class Model implements AutoCloseable {

    private final @Nullable Supplier<TextEmbedder> opening;
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private volatile @Nullable TextEmbedder open;
    private boolean closed;

    private Model(@Nullable Supplier<TextEmbedder> opening) {
        this.opening = opening;
    }

    public static Model of(Settings.Embedding settings) {
        return settings.enabled()
                ? new Model(() -> EmbeddingModels.open(settings))
                : new Model(null);
    }

    /// @param opening called once at most
    public static Model of(Supplier<TextEmbedder> opening) {
        return new Model(opening);
    }

    boolean isEnabled() {
        return opening != null;
    }

    /// Does not wait for one who is loading it.
    boolean isLoaded() {
        return open != null;
    }

    /// Those who come while it is being loaded wait for it.
    synchronized TextEmbedder embedder() {
        if (opening == null) {
            throw new IllegalStateException("vectors are off (embedding.enabled = false)");
        }
        if (closed) {
            throw new IllegalStateException("the embedding model is closed");
        }
        TextEmbedder embedder = open;
        if (embedder == null) {
            embedder = opening.get();
            open = embedder;
        }
        return embedder;
    }

    /// The vector of a question.
    float[] embed(String question) {
        use.readLock().lock();
        try {
            return embedder().embedQuery(question);
        } finally {
            use.readLock().unlock();
        }
    }

    /// Waits for texts that are being embedded, because it frees memory that they are read from.
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            release();
        } finally {
            use.writeLock().unlock();
        }
    }

    private synchronized void release() {
        closed = true;
        TextEmbedder embedder = open;
        if (embedder != null) {
            embedder.close();
            open = null;
        }
    }
}
