package dev.tributary.processor.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// The feed's figures: `tributary.feed.changes` appended, `.delay` from their commit until then,
/// `.gaps` stated, `.lag` bytes of Postgres' log that wait, `.reading` 1 where this processor
/// reads.
final class FeedMetrics {

    private final AtomicLong lag = new AtomicLong();
    private final AtomicLong reading = new AtomicLong();
    private final Counter changes;
    private final Counter gaps;
    private final Timer delay;

    FeedMetrics(MeterRegistry registry) {
        Gauge.builder("tributary.feed.lag", lag, AtomicLong::get)
                .baseUnit("bytes")
                .description("Of Postgres' write-ahead log that the feed has not read yet")
                .register(registry);
        Gauge.builder("tributary.feed.reading", reading, AtomicLong::get)
                .description("1 where this processor reads the feed")
                .register(registry);
        changes = registry.counter("tributary.feed.changes");
        gaps = registry.counter("tributary.feed.gaps");
        delay = registry.timer("tributary.feed.delay");
    }

    void appended(int count, Duration slowest) {
        changes.increment(count);
        delay.record(slowest);
    }

    void gap() {
        gaps.increment();
    }

    void lag(long bytes) {
        lag.set(bytes);
    }

    void reading(boolean is) {
        reading.set(is ? 1 : 0);
    }
}
