package dev.tributary.processor.embed;

import dev.tributary.contract.vector.ModelFingerprint;
import dev.tributary.embedding.TextEmbedder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The real model, and the passages that it was given, in their order.
record CountingEmbedder(TextEmbedder model, List<String> passages) implements TextEmbedder {

    CountingEmbedder(TextEmbedder model) {
        this(model, new CopyOnWriteArrayList<>());
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
        passages.addAll(texts);
        return model.embedPassages(texts);
    }

    @Override
    public long textsCut() {
        return model.textsCut();
    }

    @Override
    public void close() {}
}
