package dev.tributary.ingestor.vkteams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingestor.vkteams.Verdict.Accepted;
import dev.tributary.ingestor.vkteams.Verdict.Denied;
import dev.tributary.ingestor.vkteams.Verdict.Failed;
import dev.tributary.ingestor.vkteams.Verdict.Throttled;
import dev.tributary.ingestor.vkteams.Verdict.TokenRefused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {

    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void an_answer_with_200_that_is_ok_or_says_nothing_is_accepted() {
        assertThat(verdict(200, "{\"ok\":true}")).isInstanceOf(Accepted.class);
        assertThat(verdict(200, "{\"members\":[]}")).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({"200", "400", "401", "403"})
    void an_invalid_token_is_refused_whatever_the_status(int status) {
        assertThat(verdict(status, "{\"ok\":false,\"description\":\"Invalid token\"}"))
                .isInstanceOf(TokenRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ratelimit", "ratelimit", "RATELIMIT"})
    void a_rate_limit_is_read_in_any_case(String word) {
        assertThat(verdict(200, "{\"ok\":false,\"description\":\"" + word + "\"}"))
                .isInstanceOf(Throttled.class);
    }

    @Test
    void any_other_no_with_200_is_a_denial() {
        assertThat(verdict(200, "{\"ok\":false,\"description\":\"Permission denied\"}"))
                .isEqualTo(new Denied("Permission denied"));
    }

    @Test
    void html_in_place_of_json_is_a_failure_that_does_not_quote_it() {
        assertThat(verdict(200, "<html>secret</html>"))
                .isEqualTo(
                        new Failed(
                                "answers HTTP 200 with something that is not whole JSON"
                                        + " (text/x, 19 bytes)",
                                Duration.ZERO));
    }

    @Test
    void a_server_error_is_a_failure_even_with_a_json_body() {
        assertThat(verdict(502, "{\"ok\":true}"))
                .isEqualTo(new Failed("answers HTTP 502", Duration.ZERO));
    }

    @Test
    void a_redirect_is_not_followed() {
        assertThat(verdict(302, "")).isInstanceOf(Failed.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7                             | PT7S",
                "Fri, 20 Nov 2026 12:00:30 GMT | PT30S",
                "Fri, 20 Nov 2026 11:00:00 GMT | PT0S",
                "soon                          | PT0S"
            })
    void retry_after_is_seconds_or_a_date(String header, Duration wait) {
        BotReply reply = new BotReply(429, "text/x", header, new byte[0]);

        assertThat(Verdict.of(reply, NOON)).isEqualTo(new Throttled(wait));
    }

    private static Verdict verdict(int status, String body) {
        return Verdict.of(new BotReply(status, "text/x", "", body.getBytes(UTF_8)), NOON);
    }
}
