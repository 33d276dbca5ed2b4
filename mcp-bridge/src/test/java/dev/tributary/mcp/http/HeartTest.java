package dev.tributary.mcp.http;

import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeartTest {

    @Test
    void beats_on_after_a_tick_that_failed() {
        AtomicInteger ticks = new AtomicInteger();
        try (Heart _ =
                new Heart(
                        Clock.systemUTC(),
                        () -> {
                            ticks.incrementAndGet();
                            throw new IllegalStateException("on purpose");
                        })) {
            await().until(() -> ticks.get() >= 3);
        }
    }
}
