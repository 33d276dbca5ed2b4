package dev.tributary.rpc.daemon;

import java.time.Duration;
import java.util.Optional;

/// A reason to leave. Asked about once a second, on one thread; a daemon that leaves finishes what
/// it is doing.
@FunctionalInterface
public interface Expiry {

    /// @param idle how long nobody has asked; zero while a command runs
    /// @return why to leave now, for the log and for people; empty to stay
    Optional<String> reason(Duration idle);

    static Expiry afterIdle(Duration limit) {
        return idle ->
                idle.compareTo(limit) < 0
                        ? Optional.empty()
                        : Optional.of("idle for " + limit.toMinutes() + " minutes");
    }

    /// Leaves as soon as nothing runs.
    static Expiry whenIdle(String reason, java.util.function.BooleanSupplier condition) {
        return idle ->
                idle.isPositive() && condition.getAsBoolean()
                        ? Optional.of(reason)
                        : Optional.empty();
    }
}
