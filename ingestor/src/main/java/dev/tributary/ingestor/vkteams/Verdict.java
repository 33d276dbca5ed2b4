package dev.tributary.ingestor.vkteams;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// What an HTTP answer of the Bot API means. The status alone does not say it: a logical failure
/// comes with 200, and a proxy may answer in the server's place.
sealed interface Verdict {

    record Accepted(Envelope envelope) implements Verdict {}

    /// The token is not valid and will not become so.
    record TokenRefused(String description) implements Verdict {}

    /// Too many requests.
    record Throttled(Duration leastWait) implements Verdict {}

    /// The server understood and says no: asking again at once would not help.
    record Denied(String description) implements Verdict {}

    /// Nobody answered as the API does.
    record Failed(String reason, Duration leastWait) implements Verdict {}

    static Verdict of(BotReply reply, Clock clock) {
        Duration wait = leastWait(reply, clock);
        if (reply.status() == 429) {
            return new Throttled(wait);
        }
        if (reply.status() >= 500) {
            return new Failed("answers HTTP " + reply.status(), wait);
        }
        if (reply.status() >= 300 && reply.status() < 400) {
            return new Failed(
                    "redirects (HTTP " + reply.status() + "); set base_url to the final address",
                    wait);
        }
        Optional<Envelope> envelope = Envelope.parse(reply.body());
        if (envelope.isEmpty()) {
            return new Failed(notJson(reply), wait);
        }
        return ofJson(reply.status(), envelope.get(), wait);
    }

    private static Verdict ofJson(int status, Envelope envelope, Duration wait) {
        if (status == 200 && envelope.ok()) {
            return new Accepted(envelope);
        }
        String description = envelope.description();
        String key = description.strip().toLowerCase(Locale.ROOT);
        if (key.equals("invalid token") || key.equals("missing required parameter 'token'")) {
            return new TokenRefused(description);
        }
        if (key.equals("ratelimit")) {
            return new Throttled(wait);
        }
        return status == 200
                ? new Denied(description)
                : new Failed("answers HTTP " + status + " \"" + description + "\"", wait);
    }

    private static String notJson(BotReply reply) {
        return "answers HTTP "
                + reply.status()
                + " with something that is not whole JSON ("
                + reply.contentType()
                + ", "
                + reply.body().length
                + " bytes)";
    }

    /// Retry-After holds seconds or an HTTP date
    /// (<https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3>).
    private static Duration leastWait(BotReply reply, Clock clock) {
        String value = reply.retryAfter().strip();
        try {
            if (value.matches("\\d{1,9}")) {
                return Duration.ofSeconds(Long.parseLong(value));
            }
            if (!value.isEmpty()) {
                Duration left =
                        Duration.between(
                                clock.instant(),
                                ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
                return left.isNegative() ? Duration.ZERO : left;
            }
        } catch (DateTimeException e) {
            // A word that nobody can read asks for nothing.
        }
        return Duration.ZERO;
    }
}
