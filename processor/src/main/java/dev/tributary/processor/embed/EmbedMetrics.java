package dev.tributary.processor.embed;

import dev.tributary.contract.raw.Lane;
import dev.tributary.embedding.TextEmbedder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// What the stage tells about itself.
final class EmbedMetrics {

    private final MeterRegistry registry;
    private final Map<Lane, AtomicLong> lag = new EnumMap<>(Lane.class);
    private final AtomicLong backlog = new AtomicLong();
    private final Counter texts;
    private final Counter refused;
    private final Counter failures;
    private final Timer slices;

    EmbedMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Lane lane : Lane.values()) {
            AtomicLong value = new AtomicLong();
            lag.put(lane, value);
            Gauge.builder("tributary.embed.lag", value, AtomicLong::get)
                    .description("Events that are not embedded yet")
                    .tag("lane", lane.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder("tributary.embed.backlog", backlog, AtomicLong::get)
                .description("Vectors that are not in the index yet")
                .register(registry);
        texts = registry.counter("tributary.embed.texts");
        refused = registry.counter("tributary.embed.refused");
        failures = registry.counter("tributary.embed.failures");
        slices = registry.timer("tributary.embed.slice");
    }

    /// From when the model is there.
    void model(TextEmbedder embedder) {
        FunctionCounter.builder("tributary.embed.cut", embedder, TextEmbedder::textsCut)
                .description("Texts longer than the model's window")
                .register(registry);
    }

    void lag(Lane lane, long events) {
        lag.computeIfAbsent(lane, l -> new AtomicLong()).set(events);
    }

    void backlog(long vectors) {
        backlog.set(vectors);
    }

    void slice(int count, Duration took) {
        texts.increment(count);
        slices.record(took);
    }

    void refused() {
        refused.increment();
    }

    void failed() {
        failures.increment();
    }
}
