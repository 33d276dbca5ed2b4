package dev.tributary.cli.daemon;

import dev.tributary.contract.answer.Answered;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.query.EarlyConnection;
import dev.tributary.query.QueryEngine;
import java.time.Clock;

/// Opens an engine for each question, because no second one is expected.
///
/// @param early the first question's connection, if it goes to the archive that was guessed
record ColdEngine(EarlyConnection early, Clock clock) implements Engine {

    @Override
    public Answered ask(Endpoints.Postgres archive, Settings.Embedding embedding, Question question)
            throws InterruptedException {
        try (QueryEngine engine = QueryEngine.open(early, archive, embedding, clock)) {
            return engine.ask(question);
        }
    }

    @Override
    public boolean isModelLoaded(Endpoints.Postgres archive, Settings.Embedding embedding) {
        return false;
    }
}
