package dev.tributary.simulator.vkteams;

import java.time.Instant;

/// A call that a client that only reads never makes. The query is left out: it holds the token.
public record Violation(Instant at, String method, String path, Kind kind) {

    public enum Kind {
        /// It would have changed something at the service.
        WRITES,
        /// The service has no such call, or we never meant to use it.
        UNKNOWN
    }
}
