package dev.tributary.contract.answer;

import dev.tributary.contract.question.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param asOf the send time of the newest message that the answer could have seen; null if the
///   archive is empty
/// @param degraded why the answer is less than it could be, each a sentence; empty if it is whole
/// @param fallback how hits were found when the words alone found none; null if they did
/// @param next where the next page begins; null on the last one
public record Meta(
        Duration took,
        @Nullable Instant asOf,
        List<String> degraded,
        @Nullable String fallback,
        @Nullable Cursor next) {

    public Meta {
        degraded = List.copyOf(degraded);
    }
}
