package dev.tributary.ingestor.telegram;

import dev.tributary.ingestor.append.Cursor;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

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
        Clock clock) {

    Desk {
        streams = Map.copyOf(streams);
    }

    /// Null-free: a chat that TDLib did not tell of is selected by nobody.
    KnownChat chat(long id) {
        KnownChat chat = directory.chat(id);
        return chat == null ? KnownChat.unknown(id) : chat;
    }

    static Map<String, Cursor> both(Map<String, Cursor> one, Map<String, Cursor> other) {
        Map<String, Cursor> all = new HashMap<>(one);
        all.putAll(other);
        return all;
    }
}
