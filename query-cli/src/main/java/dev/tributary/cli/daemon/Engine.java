package dev.tributary.cli.daemon;

import dev.tributary.cli.Asking;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.Endpoints;

/// Whom command lines ask. A caller who must wait for the model is told so before the question.
interface Engine extends Asking {

    boolean isModelLoaded(Endpoints.Postgres archive, Settings.Embedding embedding);
}
