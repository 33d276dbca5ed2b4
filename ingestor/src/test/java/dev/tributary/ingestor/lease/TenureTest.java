package dev.tributary.ingestor.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TenureTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Tenure tenure = new Tenure(nanos::get, 100);

    @Test
    void it_is_over_when_nobody_renewed_it_in_time() {
        nanos.set(101);

        assertThat(tenure.isOver()).isTrue();
        assertThat(tenure.left()).isZero();
        assertThatThrownBy(() -> tenure.during(() -> "read"))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void it_goes_on_when_it_is_renewed() throws Exception {
        nanos.set(90);
        tenure.renew(200);
        nanos.set(150);

        assertThat(tenure.during(() -> "read")).isEqualTo("read");
    }

    @Test
    void its_end_interrupts_who_reads_and_waits_until_that_one_has_left() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        tenure.during(() -> {
                            reading.countDown();
                            new CountDownLatch(1).await();
                            return "never";
                        });
                    } catch (InterruptedException e) {
                        left.complete(true);
                        tenure.leave();
                    }
                });
        reading.await();

        boolean inTime = tenure.end(Duration.ofSeconds(5));

        assertThat(inTime).isTrue();
        assertThat(left).isCompletedWithValue(true);
    }

    @Test
    void who_does_not_leave_is_not_waited_for_longer_than_that() {
        assertThat(tenure.end(Duration.ofMillis(1))).isFalse();
        assertThat(tenure.isOver()).isTrue();
    }
}
