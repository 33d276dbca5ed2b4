package dev.tributary.simulator.telegram.conduct;

import java.util.Set;

/// One way to misbehave that passes. After it a correct client has everything, once. Those that
/// last (a revoked key, a forbidden chat) and those that need a place (migration) are asked for
/// through [Faults].
public enum Fault {
    /// `FLOOD_WAIT_1`: TDLib waits itself.
    FLOOD_WAIT(Scope.READ),
    /// `FLOOD_WAIT_61`: TDLib gives it to its user.
    LONG_FLOOD_WAIT(Scope.READ),
    /// `rpc_error 500`.
    INTERNAL_ERROR(Scope.READ),
    /// The connection closes before the answer; the session stays.
    DROPPED_CONNECTION(Scope.READ),
    /// The session is lost, with its connection and all that was under way in it.
    FORGOTTEN_SESSION(Scope.READ),
    /// A change is counted but nobody is told.
    LOST_UPDATE(Scope.UPDATE);

    enum Scope {
        /// A call of an account that reads.
        READ,
        /// Something pushed.
        UPDATE
    }

    private final Scope scope;

    Fault(Scope scope) {
        this.scope = scope;
    }

    boolean strikesIn(Scope other) {
        return scope == other;
    }

    public static Set<Fault> all() {
        return Set.of(values());
    }
}
