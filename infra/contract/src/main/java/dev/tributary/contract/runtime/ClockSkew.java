package dev.tributary.contract.runtime;

import java.time.Duration;
import java.time.Instant;

/// How far two clocks are apart. Times of events come from the services, but time-outs, retention
/// and "in the last 7 days" rest on the machines'.
public final class ClockSkew {

    private static final Duration TOLERABLE = Duration.ofSeconds(5);

    private ClockSkew() {}

    /// @param before our time before the other was asked
    /// @param theirs what it said
    /// @param after our time when its answer was there
    public static Finding judge(String subject, Instant before, Instant theirs, Instant after) {
        Instant middle = before.plus(Duration.between(before, after).dividedBy(2));
        Duration skew = Duration.between(middle, theirs);
        Duration doubt = Duration.between(before, after);
        if (skew.abs().compareTo(TOLERABLE.plus(doubt)) <= 0) {
            return Finding.ok(subject, "its clock is right to %d s".formatted(seconds(skew)));
        }
        return Finding.warning(
                subject,
                "its clock is %d s %s ours"
                        .formatted(seconds(skew), skew.isNegative() ? "behind" : "before"),
                "set both by a time service (timedatectl set-ntp true)");
    }

    private static long seconds(Duration skew) {
        return (skew.abs().toMillis() + 999) / 1000;
    }
}
