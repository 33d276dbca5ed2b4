package dev.tributary.embedded;

/// What a crash of the machine may cost.
enum Durability {
    /// Nothing that was committed.
    DURABLE,
    /// Everything: for tests.
    THROWAWAY
}
