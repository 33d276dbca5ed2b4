package dev.tributary.processor.embed;

import dev.tributary.contract.vector.ModelFingerprint;
import dev.tributary.embedding.TextEmbedder;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// The real model, and how many passages it was given.
record CountingEmbedder(TextEmbedder model, AtomicLong passages) implements TextEmbedder {

    CountingEmbedder(TextEmbedder model) {
        this(model, new AtomicLong());
    }

    @Override
    public ModelFingerprint fingerprint() {
        return model.fingerprint();
    }

    @Override
    public int dimension() {
        return model.dimension();
    }

    @Override
    public String modelName() {
        return model.modelName();
    }

    @Override
    public float[] embedQuery(String question) {
        return model.embedQuery(question);
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
        passages.addAndGet(texts.size());
        return model.embedPassages(texts);
    }

    @Override
    public long textsCut() {
        return model.textsCut();
    }

    @Override
    public void close() {}
}
