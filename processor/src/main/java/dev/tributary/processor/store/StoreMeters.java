package dev.tributary.processor.store;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.tributary.archive.Applied;
import dev.tributary.contract.raw.Lane;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The store's figures: `tributary.store.saved` and `.failed` count events by account and lane,
/// `.messages` counts what they did to the rows, `.lag` is events not yet stored, `.waiting` is 1
/// while the store cannot go on.
final class StoreMeters {

    private final MeterRegistry registry;
    private final Map<Lane, AtomicLong> lag = new EnumMap<>(Lane.class);
    private final AtomicInteger waiting = new AtomicInteger();

    StoreMeters(MeterRegistry registry) {
        this.registry = registry;
        for (Lane lane : Lane.values()) {
            AtomicLong value = new AtomicLong();
            lag.put(lane, value);
            registry.gauge("tributary.store.lag", Tags.of("lane", name(lane)), value);
        }
        registry.gauge("tributary.store.waiting", waiting);
    }

    void stored(Lane lane, Batch batch, Applied applied, Duration took) {
        batch.events().stream()
                .collect(groupingBy(event -> event.source().account(), counting()))
                .forEach((account, events) ->
                        count("tributary.store.saved", account.toString(), lane, events));
        rows("created", applied.created());
        rows("changed", applied.changed());
        rows("unchanged", applied.unchanged());
        registry.timer("tributary.store.batch", "lane", name(lane)).record(took);
    }

    void failed(Lane lane, String account) {
        count("tributary.store.failed", account, lane, 1);
    }

    void lag(Lane lane, long records) {
        AtomicLong value = lag.get(lane);
        if (value != null) {
            value.set(records);
        }
    }

    void waiting(boolean is) {
        waiting.set(is ? 1 : 0);
    }

    private void rows(String change, long count) {
        registry.counter("tributary.store.messages", "change", change).increment((double) count);
    }

    private void count(String meter, String account, Lane lane, long by) {
        registry.counter(meter, "account", account, "lane", name(lane)).increment((double) by);
    }

    private static String name(Lane lane) {
        return lane.name().toLowerCase(Locale.ROOT);
    }
}
