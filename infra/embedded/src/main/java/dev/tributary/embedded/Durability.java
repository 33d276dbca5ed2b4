package dev.tributary.embedded;

/// What a crash of the machine may cost; that of a process never costs what was committed.
enum Durability {
    /// Nothing that was committed.
    DURABLE,
    /// Everything: for tests.
    THROWAWAY
}
