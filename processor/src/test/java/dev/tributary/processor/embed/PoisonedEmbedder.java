package dev.tributary.processor.embed;

import dev.tributary.contract.vector.ModelFingerprint;
import dev.tributary.embedding.TextEmbedder;
import java.util.ArrayList;
import java.util.List;

/// The real model, which gives one text a vector that no table holds.
record PoisonedEmbedder(TextEmbedder model, String poison) implements TextEmbedder {

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
        List<float[]> vectors = new ArrayList<>(model.embedPassages(texts));
        for (int i = 0; i < texts.size(); i++) {
            if (texts.get(i).equals(poison)) {
                vectors.set(i, new float[] {Float.NaN});
            }
        }
        return vectors;
    }

    @Override
    public long textsCut() {
        return model.textsCut();
    }

    @Override
    public void close() {}
}
