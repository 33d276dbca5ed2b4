package dev.tributary.simulator.telegram.conduct;

import java.time.Instant;
import java.util.Optional;

/// A call that a client that only reads never makes.
///
/// @param function its name; `#id` if the schema does not have it
public record Violation(Instant at, String function, Optional<Long> accountId, Kind kind) {

    public enum Kind {
        /// It would have changed something at Telegram.
        WRITES,
        /// It is on no list of ours.
        UNKNOWN
    }
}
