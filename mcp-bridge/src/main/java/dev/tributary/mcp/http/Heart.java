package dev.tributary.mcp.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Beats on every open stream, so that a client that has gone is noticed while its question still
/// runs, and a quiet stream is not taken for a dead one.
final class Heart implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Heart.class);
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration OF_AN_ANSWER = Duration.ofSeconds(1);
    private static final Duration OF_A_LISTENER = Duration.ofSeconds(15);

    private final Map<EventStream, Pulse> streams = new ConcurrentHashMap<>();
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final ScheduledFuture<?> beating;

    private record Pulse(Duration every, Instant next) {}

    /// @param alsoEachTick what else is to be done now and then
    Heart(Clock clock, Runnable alsoEachTick) {
        this.clock = clock;
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("heart").factory());
        this.beating =
                timer.scheduleWithFixedDelay(
                        () -> {
                            try {
                                tick();
                                alsoEachTick.run();
                            } catch (RuntimeException e) {
                                // The next tick comes all the same.
                                LOG.atError().setCause(e).log("A tick failed");
                            }
                        },
                        TICK.toMillis(),
                        TICK.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /// Closed when the stream needs no beats any more.
    interface Beating extends AutoCloseable {
        @Override
        void close();
    }

    /// From a second on: faster answers stay plain.
    Beating during(EventStream stream) {
        return beat(stream, OF_AN_ANSWER);
    }

    Beating listening(EventStream stream) {
        return beat(stream, OF_A_LISTENER);
    }

    private Beating beat(EventStream stream, Duration every) {
        streams.put(stream, new Pulse(every, clock.instant().plus(every)));
        return () -> streams.remove(stream);
    }

    private void tick() {
        Instant now = clock.instant();
        streams.forEach((stream, pulse) -> {
            if (!now.isBefore(pulse.next)) {
                streams.computeIfPresent(
                        stream, (_, before) -> new Pulse(before.every, now.plus(before.every)));
                // A client that does not read makes a write wait; the others must not.
                Thread.ofVirtual().name("beat").start(stream::beat);
            }
        });
    }

    @Override
    public void close() {
        beating.cancel(false);
        timer.shutdownNow();
    }
}
