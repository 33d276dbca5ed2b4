package dev.tributary.processor.feed;

import dev.tributary.archive.feed.FeedProblem;
import dev.tributary.contract.change.ChangeGap;
import java.util.List;
import java.util.Optional;

/// What the stage is doing, for health and status.
public sealed interface FeedState {

    record Starting() implements FeedState {}

    /// @param slot the replication slot's name
    /// @param lagBytes of Postgres' write-ahead log that are not read yet; all of them are kept on
    ///   its disk
    /// @param gap the last one since this processor reads
    record Running(String slot, long lagBytes, Optional<ChangeGap> gap) implements FeedState {}

    /// Another processor reads.
    record Standby() implements FeedState {}

    /// This Postgres cannot feed changes; everything else works.
    record Off(List<FeedProblem> problems) implements FeedState {
        public Off {
            problems = List.copyOf(problems);
        }
    }

    /// Kafka or Postgres does not let it go on; Postgres keeps the changes meanwhile.
    record Waiting(String reason) implements FeedState {}

    record Stopped() implements FeedState {}

    /// It met something that no retry mends, and needs somebody to look.
    record Failed(String reason) implements FeedState {}
}
