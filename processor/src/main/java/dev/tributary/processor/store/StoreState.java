package dev.tributary.processor.store;

import java.time.Instant;

/// What a [Store] is doing, for health and status.
public sealed interface StoreState {

    /// Made, and not started yet.
    record Idle() implements StoreState {}

    record Running() implements StoreState {}

    /// Postgres or Kafka does not let it go on; nothing is lost meanwhile.
    ///
    /// @param attempts how many have failed in a row
    record Waiting(String reason, Instant since, int attempts) implements StoreState {}

    record Stopped() implements StoreState {}

    /// It met something that no retry mends, and needs somebody to look.
    record Failed(String reason) implements StoreState {}
}
