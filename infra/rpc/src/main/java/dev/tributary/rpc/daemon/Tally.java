package dev.tributary.rpc.daemon;

import dev.tributary.rpc.daemon.DaemonFacts.Latency;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/// Counts how commands ended and how long they took, in a memory that does not grow.
final class Tally {

    /// How a command ended.
    enum Ending {
        ANSWERED,
        FAILED,
        CANCELLED,
        CUT_OFF
    }

    private static final long LONGEST_MICROS = Duration.ofHours(1).toNanos() / 1000;
    private static final int SIGNIFICANT_DIGITS = 2;

    private final LongAdder served = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final LongAdder cutOff = new LongAdder();
    private final ConcurrentHistogram micros =
            new ConcurrentHistogram(LONGEST_MICROS, SIGNIFICANT_DIGITS);

    void count(Ending ending, long nanos) {
        count(ending);
        micros.recordValue(Math.clamp(nanos / 1000, 0, LONGEST_MICROS));
    }

    /// Without a time.
    void count(Ending ending) {
        served.increment();
        switch (ending) {
            case ANSWERED -> {}
            case FAILED -> failed.increment();
            case CANCELLED -> cancelled.increment();
            case CUT_OFF -> cutOff.increment();
        }
    }

    DaemonFacts facts(Instant startedAt, String build, int running, int following) {
        return new DaemonFacts(
                ProcessHandle.current().pid(),
                startedAt,
                build,
                running,
                following,
                served.sum(),
                failed.sum(),
                cancelled.sum(),
                cutOff.sum(),
                new Latency(percentile(50), percentile(95), percentile(99), percentile(100)));
    }

    private Duration percentile(double percent) {
        return Duration.ofNanos(micros.getValueAtPercentile(percent) * 1000);
    }
}
