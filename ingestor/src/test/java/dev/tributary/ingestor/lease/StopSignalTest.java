package dev.tributary.ingestor.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class StopSignalTest {

    private final StopSignal stop = new StopSignal();

    @Test
    void a_waiting_thread_is_woken() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<String> outcome = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        stop.during(() -> {
                            waiting.countDown();
                            return new CountDownLatch(1).await(1, TimeUnit.HOURS);
                        });
                    } catch (InterruptedException e) {
                        outcome.complete("woken");
                    }
                });
        waiting.await();

        stop.raise();

        assertThat(outcome.get()).isEqualTo("woken");
    }

    @Test
    void a_wait_that_begins_after_the_signal_ends_at_once() {
        stop.raise();

        assertThatThrownBy(() -> stop.during(() -> "never"))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void what_follows_a_wait_is_not_interrupted_by_a_late_signal() throws Exception {
        stop.during(() -> {
            stop.raise();
            return "answered";
        });

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
