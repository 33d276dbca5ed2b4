package dev.tributary.ingestor.source;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/// An account's status as metrics. The label is the operator's name for it, so that a dashboard
/// shows an account before it was ever connected.
public final class AccountMeters {

    private AccountMeters() {}

    public static void register(MeterRegistry registry, AccountRunner runner) {
        events(registry, runner, "saved", r -> r.status().saved());
        events(registry, runner, "failed", r -> r.status().failed());
        events(registry, runner, "skipped", r -> r.status().skipped());
        String name = runner.status().name();
        Gauge.builder(
                        "tributary.ingestor.connected",
                        runner,
                        r -> r.status().state() instanceof AccountState.Connected ? 1 : 0)
                .description("1 while the account is connected")
                .tag("account", name)
                .register(registry);
        Gauge.builder("tributary.ingestor.last.event.seconds", runner, AccountMeters::lastEvent)
                .description("When the last event was saved, in seconds of Unix time; 0 if none")
                .tag("account", name)
                .register(registry);
    }

    private static void events(
            MeterRegistry registry,
            AccountRunner runner,
            String outcome,
            ToDoubleFunction<AccountRunner> count) {
        FunctionCounter.builder("tributary.ingestor.events", runner, count)
                .description("Events by what became of them")
                .tag("account", runner.status().name())
                .tag("outcome", outcome)
                .register(registry);
    }

    private static double lastEvent(AccountRunner runner) {
        Instant last = runner.status().lastEvent();
        return last == null ? 0 : last.getEpochSecond();
    }
}
