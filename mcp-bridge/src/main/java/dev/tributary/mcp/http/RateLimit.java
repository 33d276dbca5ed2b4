package dev.tributary.mcp.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// So many requests a minute each, as a bucket that fills evenly: a pause may be used up at once.
final class RateLimit {

    private final int perMinute;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new HashMap<>();

    private record Bucket(double tokens, Instant at) {}

    RateLimit(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /// @return how long to wait; zero if the request may pass
    synchronized Duration take(String who) {
        Bucket now = filled(buckets.get(who));
        boolean mayPass = now.tokens >= 1;
        buckets.put(who, mayPass ? new Bucket(now.tokens - 1, now.at) : now);
        double missing = mayPass ? 0 : 1 - now.tokens;
        return Duration.ofMillis((long) Math.ceil(missing * 60_000 / perMinute));
    }

    private Bucket filled(@Nullable Bucket before) {
        Instant now = clock.instant();
        if (before == null) {
            return new Bucket(perMinute, now);
        }
        double gained = Duration.between(before.at, now).toMillis() * (double) perMinute / 60_000;
        return new Bucket(Math.min(perMinute, before.tokens + gained), now);
    }
}
