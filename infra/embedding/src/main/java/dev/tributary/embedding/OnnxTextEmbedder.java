package dev.tributary.embedding;

import dev.tributary.contract.vector.ModelFingerprint;
import java.util.List;

/// The in-process model as the house uses it: with the prefixes that some models want.
record OnnxTextEmbedder(
        OnnxSentenceModel model,
        ModelFingerprint fingerprint,
        String queryPrefix,
        String passagePrefix)
        implements TextEmbedder {

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
        return model.vector(queryPrefix + question);
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
        return model.vectors(texts.stream().map(text -> passagePrefix + text).toList());
    }

    @Override
    public long textsCut() {
        return model.textsCut();
    }

    @Override
    public void close() {
        model.close();
    }
}
