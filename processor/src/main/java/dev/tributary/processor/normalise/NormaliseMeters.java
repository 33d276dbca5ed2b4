package dev.tributary.processor.normalise;

import dev.tributary.contract.raw.Lane;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts of one lane, by account: records that became events, that were ignored or of an unknown
/// kind (both by the service's name of the event) and that failed.
final class NormaliseMeters {

    /// A service's names come from outside; past this many they are counted together.
    private static final int MOST_TYPES = 100;

    private final MeterRegistry registry;
    private final String lane;
    private final Map<String, Counter> processed = new ConcurrentHashMap<>();
    private final Map<String, Counter> failed = new ConcurrentHashMap<>();
    private final Map<String, Counter> ignored = new ConcurrentHashMap<>();
    private final Map<String, Counter> unknown = new ConcurrentHashMap<>();

    NormaliseMeters(MeterRegistry registry, Lane lane) {
        this.registry = registry;
        this.lane = lane.name().toLowerCase(Locale.ROOT);
    }

    void processed(String account) {
        processed.computeIfAbsent(account, a -> counter("processed", a)).increment();
    }

    void failed(String account) {
        failed.computeIfAbsent(account, a -> counter("failed", a)).increment();
    }

    void ignored(String account, String type) {
        typed("ignored", ignored, account, type);
    }

    /// @return whether it is the first of its type
    boolean unknown(String account, String type) {
        return typed("unknown", unknown, account, type);
    }

    private boolean typed(
            String outcome, Map<String, Counter> counters, String account, String type) {
        String key = account + " " + type;
        String counted = counters.containsKey(key) || counters.size() < MOST_TYPES ? type : "other";
        boolean first = !counters.containsKey(account + " " + counted);
        counters.computeIfAbsent(
                        account + " " + counted,
                        k ->
                                registry.counter(
                                        "tributary.normalise." + outcome,
                                        "lane",
                                        lane,
                                        "account",
                                        account,
                                        "type",
                                        counted))
                .increment();
        return first;
    }

    private Counter counter(String outcome, String account) {
        return registry.counter("tributary.normalise." + outcome, "lane", lane, "account", account);
    }
}
