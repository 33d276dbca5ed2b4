package dev.tributary.query;

import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.Hit;
import dev.tributary.contract.question.Cursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a part of the engine found, before it is known how long it took.
///
/// @param degraded see [dev.tributary.contract.answer.Meta]
record Findings(
        Answer answer, List<String> degraded, @Nullable String fallback, @Nullable Cursor next) {

    static Findings of(Answer answer) {
        return new Findings(answer, List.of(), null, null);
    }

    static Findings of(Answer answer, @Nullable Cursor next) {
        return new Findings(answer, List.of(), null, next);
    }

    static Findings hits(
            List<Found> found,
            List<String> degraded,
            @Nullable String fallback,
            @Nullable Cursor next) {
        List<Hit> hits = found.stream().map(Found::hit).toList();
        return new Findings(new Answer.Hits(hits), degraded, fallback, next);
    }
}
