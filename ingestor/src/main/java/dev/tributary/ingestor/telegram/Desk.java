package dev.tributary.ingestor.telegram;

import dev.tributary.contract.raw.Origin;
import dev.tributary.ingestor.append.Cursor;
import dev.tributary.ingestor.telegram.media.MediaRule;
import dev.tributary.ingestor.telegram.media.WantedFiles;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What everything that reads one account works with, all of it on the reader's thread.
///
/// @param name the account, for the log
/// @param streams the cursors of the account's streams as the tenure found them
record Desk(
        String name,
        Map<String, Cursor> streams,
        Directory directory,
        ChatRules rules,
        TelegramRecords records,
        Requests requests,
        Outbox outbox,
        ForbiddenChats forbidden,
        RecentMessages recent,
        MediaRule media,
        WantedFiles files,
        Clock clock) {

    Desk {
        streams = Map.copyOf(streams);
    }

    /// Null-free: a chat that TDLib did not tell of is selected by nobody.
    KnownChat chat(long id) {
        KnownChat chat = directory.chat(id);
        return chat == null ? KnownChat.unknown(id) : chat;
    }

    /// A message on its way to the log, whole.
    void saw(JsonNode message, Origin origin) {
        recent.saw(message);
        files.saw(message, chat(message.path("chat_id").asLong(0)).title(), origin);
    }

    static Map<String, Cursor> both(Map<String, Cursor> one, Map<String, Cursor> other) {
        Map<String, Cursor> all = new HashMap<>(one);
        all.putAll(other);
        return all;
    }
}
