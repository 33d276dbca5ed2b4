package dev.tributary.cli;

import dev.tributary.contract.answer.Answered;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.query.QueryEngine;
import java.time.Clock;

/// Has a question answered. A program that lives for one question opens an engine for it; one that
/// stays keeps a warm engine behind this.
@FunctionalInterface
public interface Asking {

    Answered ask(Endpoints.Postgres archive, Settings.Embedding embedding, Question question)
            throws InterruptedException;

    /// Opens an engine, asks and closes it.
    static Asking once(Clock clock) {
        return (archive, embedding, question) -> {
            try (QueryEngine engine = QueryEngine.open(archive, embedding, clock)) {
                return engine.ask(question);
            }
        };
    }
}
