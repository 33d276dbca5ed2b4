package dev.tributary.ingestor.lease;

/// What an ingestor knows of an account's lease.
public sealed interface Standing {

    /// Kafka has not said who reads, or not lately.
    ///
    /// @param reason what it says instead
    record Unknown(String reason) implements Standing {}

    /// We read.
    record Held(Tenure tenure) implements Standing {}

    /// @param holder who reads, in an operator's words
    record Elsewhere(String holder) implements Standing {}
}
