package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingestor.telegram.tdlib.TdError;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {

    @Test
    void a_flood_wait_says_how_long() {
        Refusal refusal = Refusal.of(new TdError(429, "Too Many Requests: retry after 61"));

        assertThat(refusal)
                .isEqualTo(
                        new Refusal.Flood(
                                Duration.ofSeconds(61), "Too Many Requests: retry after 61"));
    }

    @Test
    void a_flood_wait_that_does_not_is_taken_for_a_minute() {
        Refusal refusal = Refusal.of(new TdError(429, "Too Many Requests"));

        assertThat(refusal)
                .isEqualTo(new Refusal.Flood(Duration.ofSeconds(60), "Too Many Requests"));
    }

    @ParameterizedTest
    @CsvSource({"400, CHANNEL_PRIVATE", "403, CHAT_FORBIDDEN", "400, Chat not found"})
    void a_chat_that_is_not_shown_is_forbidden(int code, String reason) {
        Refusal refusal = Refusal.of(new TdError(code, reason));

        assertThat(refusal).isEqualTo(new Refusal.Forbidden(reason));
    }

    @Test
    void the_servers_own_failure_passes() {
        Refusal refusal = Refusal.of(new TdError(500, "Internal Server Error"));

        assertThat(refusal).isEqualTo(new Refusal.Passing("Internal Server Error"));
    }

    @Test
    void what_tdlib_does_not_take_is_not_asked_again() {
        Refusal refusal = Refusal.of(new TdError(400, "Message not found"));

        assertThat(refusal).isEqualTo(new Refusal.Final("Message not found"));
    }
}
