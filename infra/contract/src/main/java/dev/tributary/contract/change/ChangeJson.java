package dev.tributary.contract.change;

import dev.tributary.contract.identity.ContractJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The JSON form of a [FeedEntry] in the topic `tributary.changes`: the record's components by name
/// and its `type` (`change`, `gap`), identifiers as strings, times as RFC 3339, absent instead of
/// null.
public final class ChangeJson {

    private static final JsonMapper MAPPER = ContractJson.mapper();

    private ChangeJson() {}

    public static byte[] write(FeedEntry entry) {
        return MAPPER.writerFor(FeedEntry.class).writeValueAsBytes(entry);
    }

    /// @throws IllegalArgumentException if the bytes are no entry of the feed
    public static FeedEntry read(byte[] json) {
        try {
            return MAPPER.readValue(json, FeedEntry.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "not an entry of the feed: " + e.getOriginalMessage(), e);
        }
    }
}
