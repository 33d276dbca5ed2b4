package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestLimiterTest {

    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    @Test
    void no_second_holds_more_than_the_ceiling() {
        RequestLimiter limiter = new RequestLimiter(3);
        for (int i = 0; i < 3; i++) {
            limiter.sent(NOON.plusMillis(100L * i));
        }

        Duration wait = limiter.waitFor(Urgency.LIVE, NOON.plusMillis(400));

        assertThat(wait).isEqualTo(Duration.ofMillis(600));
        assertThat(limiter.waitFor(Urgency.LIVE, NOON.plusMillis(1000))).isZero();
    }

    @Test
    void what_is_not_live_leaves_turns_for_what_is() {
        RequestLimiter limiter = new RequestLimiter(10);
        for (int i = 0; i < 8; i++) {
            limiter.sent(NOON);
        }

        assertThat(limiter.waitFor(Urgency.HOLE, NOON)).isEqualTo(Duration.ofSeconds(1));
        assertThat(limiter.waitFor(Urgency.LIVE, NOON)).isZero();
    }

    @Test
    void the_history_begins_slowly_and_has_its_share_after_a_while() {
        RequestLimiter limiter = new RequestLimiter(10);

        assertThat(inOneSecond(limiter, NOON)).isEqualTo(2);
        assertThat(inOneSecond(limiter, NOON.plusSeconds(4))).isEqualTo(4);
        assertThat(inOneSecond(limiter, NOON.plusSeconds(60))).isEqualTo(8);
    }

    private static int inOneSecond(RequestLimiter limiter, Instant from) {
        int sent = 0;
        while (limiter.waitFor(Urgency.BACKFILL, from).isZero()) {
            limiter.sent(from);
            sent++;
        }
        return sent;
    }

    @Test
    void nothing_is_sent_while_the_service_wants_to_be_left_alone() {
        RequestLimiter limiter = new RequestLimiter(10);

        limiter.floodUntil(NOON.plusSeconds(61));

        assertThat(limiter.waitFor(Urgency.LIVE, NOON)).isEqualTo(Duration.ofSeconds(61));
        assertThat(limiter.floodEnd(NOON)).isEqualTo(NOON.plusSeconds(61));
        assertThat(limiter.floodEnd(NOON.plusSeconds(62))).isNull();
    }

    @Test
    void a_shorter_wait_does_not_end_a_longer_one() {
        RequestLimiter limiter = new RequestLimiter(10);
        limiter.floodUntil(NOON.plusSeconds(61));

        limiter.floodUntil(NOON.plusSeconds(5));

        assertThat(limiter.floodEnd(NOON)).isEqualTo(NOON.plusSeconds(61));
    }
}
