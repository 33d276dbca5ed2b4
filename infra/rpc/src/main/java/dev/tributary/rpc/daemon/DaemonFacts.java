package dev.tributary.rpc.daemon;

import java.time.Duration;
import java.time.Instant;

/// A daemon about itself, at one moment.
///
/// @param running commands that run or wait now
/// @param following commands beside them that go on until their callers leave
/// @param served commands that have ended, in whatever way
/// @param failed of these, by a handler's exception
/// @param cancelled of these, because the caller left or the daemon had to
/// @param cutOff of these, the ones whose handler did not heed that; not counted as cancelled
/// @param latency from a command's arrival to its end, of those that did not follow
public record DaemonFacts(
        long pid,
        Instant startedAt,
        String build,
        int running,
        int following,
        long served,
        long failed,
        long cancelled,
        long cutOff,
        Latency latency) {

    /// Percentiles over the daemon's life.
    public record Latency(Duration p50, Duration p95, Duration p99, Duration max) {}
}
