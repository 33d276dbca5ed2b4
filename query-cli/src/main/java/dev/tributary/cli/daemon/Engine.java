package dev.tributary.cli.daemon;

import dev.tributary.cli.Asking;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.runtime.Endpoints;

/// Whom command lines ask. A caller who must wait for the model is told so before the question.
interface Engine extends Asking {

    boolean isModelLoaded(Endpoints.Postgres archive, Settings.Embedding embedding);

    /// Whether the question has to wait for the model, which people and agents are told.
    default boolean mustLoadModel(
            Endpoints.Postgres archive, Settings.Embedding embedding, Question question) {
        boolean needsModel =
                question instanceof Question.SearchSemantic
                        || question instanceof Question.SearchHybrid;
        return needsModel && embedding.enabled() && !isModelLoaded(archive, embedding);
    }
}
