package dev.tributary.ingestor.source;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// An account's status as metrics. The label is the operator's name for it, so that a dashboard
/// shows an account before it was ever connected.
public final class AccountMeters {

    private AccountMeters() {}

    /// @param name the operator's word for the account
    public static void register(
            MeterRegistry registry, String name, Supplier<AccountStatus> status) {
        events(registry, name, status, "saved", AccountStatus::saved);
        events(registry, name, status, "failed", AccountStatus::failed);
        events(registry, name, status, "skipped", AccountStatus::skipped);
        Gauge.builder(
                        "tributary.ingestor.connected",
                        () -> status.get().state() instanceof AccountState.Connected ? 1 : 0)
                .description("1 while the account is connected")
                .tag("account", name)
                .register(registry);
        Gauge.builder("tributary.ingestor.last.event.seconds", () -> lastEvent(status.get()))
                .description("When the last event was saved, in seconds of Unix time; 0 if none")
                .tag("account", name)
                .register(registry);
    }

    private static void events(
            MeterRegistry registry,
            String name,
            Supplier<AccountStatus> status,
            String outcome,
            ToDoubleFunction<AccountStatus> count) {
        FunctionCounter.builder(
                        "tributary.ingestor.events", status, now -> count.applyAsDouble(now.get()))
                .description("Events by what became of them")
                .tag("account", name)
                .tag("outcome", outcome)
                .register(registry);
    }

    private static double lastEvent(AccountStatus status) {
        Instant last = status.lastEvent();
        return last == null ? 0 : last.getEpochSecond();
    }
}
