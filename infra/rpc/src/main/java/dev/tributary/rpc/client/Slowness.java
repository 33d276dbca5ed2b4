package dev.tributary.rpc.client;

/// Why a call had to wait for a daemon to start.
public enum Slowness {
    /// None answered: it is the first, or the last one has left.
    FIRST_START,
    /// One of another build ran; it finishes its work and leaves.
    NEW_BUILD,
    /// The last one ended without tidying up.
    RECOVERED,
    /// The caller asked for a new one.
    FORCED
}
