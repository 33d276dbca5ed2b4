package dev.tributary.processor.embed;

/// What the stage is doing, for health and status.
public sealed interface EmbedState {

    record Running() implements EmbedState {}

    /// The model, Kafka or Postgres does not let it go on; nothing is lost meanwhile.
    record Waiting(String reason) implements EmbedState {}

    record Stopped() implements EmbedState {}

    /// It met something that no retry mends, and needs somebody to look.
    record Failed(String reason) implements EmbedState {}
}
