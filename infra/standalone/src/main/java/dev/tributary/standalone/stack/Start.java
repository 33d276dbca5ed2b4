package dev.tributary.standalone.stack;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One start of the stack.
///
/// @param build empty if it is not known
/// @param restarts how many starts in a row, up to this one, were made by a supervisor after an end
///   out of order; 0 for a start that was asked for
/// @param upAt when every part ran; null if that did not happen, or not yet
/// @param ending null while it runs, and if it ended without a word
public record Start(
        Instant at,
        ProcessMark process,
        String build,
        int restarts,
        @Nullable Instant upAt,
        @Nullable Ending ending) {

    public boolean endedInOrder() {
        return ending != null && ending.how() == Ending.How.IN_ORDER;
    }

    Start up(Instant now) {
        return new Start(at, process, build, restarts, now, ending);
    }

    Start ended(Ending how) {
        return new Start(at, process, build, restarts, upAt, how);
    }
}
