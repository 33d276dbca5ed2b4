package dev.tributary.processor.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// How far the topic has come, as it is kept in `tributary.feed-offsets`.
///
/// @param lsn of the last change, as a place in Postgres' write-ahead log
/// @param at when that change was committed; null where nobody knows
/// @param replacing the slot is being made anew: changes since `at` may be lost
record FeedPosition(long lsn, @Nullable Instant at, boolean replacing) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    FeedPosition broken() {
        return new FeedPosition(lsn, at, true);
    }

    byte[] json() {
        return MAPPER.writeValueAsBytes(this);
    }

    /// @throws IllegalStateException if the topic holds something else
    static FeedPosition of(byte[] json) {
        try {
            return MAPPER.readValue(json, FeedPosition.class);
        } catch (JacksonException e) {
            throw new IllegalStateException(
                    "the topic tributary.feed-offsets holds \""
                            + new String(json, UTF_8)
                            + "\", which is no position; delete the topic and start again",
                    e);
        }
    }
}
