package dev.tributary.ingestor.telegram;

import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The messages of the recent past that are in the log, or on their way, and when each was last
/// edited; of each chat so many at most.
final class RecentMessages {

    /// Of one chat.
    static final int MOST = 5_000;

    private final Duration window;
    private final Clock clock;
    private final Map<Long, TreeMap<Long, Seen>> chats = new HashMap<>();
    private final Map<Long, Set<Long>> deleted = new HashMap<>();

    /// @param edited seconds of Unix time, 0 for never
    /// @param words hash of the text or caption: two edits may fall into one second
    record Seen(Instant sentAt, long edited, int words) {

        static Seen of(JsonNode message) {
            JsonNode content = message.path("content");
            return new Seen(
                    HistoryPage.sentAt(message),
                    message.path("edit_date").asLong(0),
                    content.path("text").hashCode() * 31 + content.path("caption").hashCode());
        }

        boolean isOtherThan(Seen known) {
            return edited > known.edited() || (edited == known.edited() && words != known.words());
        }
    }

    /// @param window how old a message may be
    RecentMessages(Duration window, Clock clock) {
        this.window = window;
        this.clock = clock;
    }

    /// What the log already has; records that tell nothing of a message are passed over.
    void remember(RawEvent event) {
        String type = event.headers().getOrDefault(RawHeader.EVENT_TYPE, "");
        if (!Set.of("message", "updateNewMessage", "updateDeleteMessages", TelegramRecords.MISSING)
                .contains(type)) {
            return;
        }
        try {
            JsonNode json = JsonMapper.shared().readTree(event.value());
            switch (type) {
                case "message" -> saw(json);
                case "updateNewMessage" -> saw(json.path("message"));
                default -> gone(json.path("chat_id").asLong(), json.path("message_ids"));
            }
        } catch (JacksonException e) {
            // The processor has told of it.
        }
    }

    /// @param message whole
    void saw(JsonNode message) {
        Instant sentAt = HistoryPage.sentAt(message);
        if (sentAt.isBefore(horizon())) {
            return;
        }
        long chat = message.path("chat_id").asLong();
        long id = HistoryPage.id(message);
        if (deleted.getOrDefault(chat, Set.of()).contains(id)) {
            return;
        }
        TreeMap<Long, Seen> known = chats.computeIfAbsent(chat, _ -> new TreeMap<>());
        Seen before = known.get(id);
        Seen now = Seen.of(message);
        if (before == null || now.isOtherThan(before)) {
            known.put(id, now);
        }
        if (known.size() > MOST) {
            known.pollFirstEntry();
        }
    }

    void gone(long chat, JsonNode ids) {
        ids.forEach(id -> gone(chat, id.asLong()));
    }

    /// For good: Telegram gives no id twice. It is remembered for a round, since the message may
    /// still be on its way in an answer.
    void gone(long chat, long id) {
        deleted.computeIfAbsent(chat, _ -> new HashSet<>()).add(id);
        SortedMap<Long, Seen> known = chats.get(chat);
        if (known != null) {
            known.remove(id);
        }
    }

    /// Null if the message is not known, or too old.
    @Nullable Seen find(long chat, long id) {
        SortedMap<Long, Seen> known = chats.get(chat);
        return known == null ? null : known.get(id);
    }

    /// Ids by chat, after what has grown old was forgotten: the beginning of a round.
    Map<Long, List<Long>> all() {
        deleted.clear();
        Instant horizon = horizon();
        Map<Long, List<Long>> ids = new TreeMap<>();
        chats.forEach((chat, known) -> {
            known.values().removeIf(seen -> seen.sentAt().isBefore(horizon));
            if (!known.isEmpty()) {
                ids.put(chat, new ArrayList<>(known.keySet()));
            }
        });
        return ids;
    }

    Instant horizon() {
        return clock.instant().minus(window);
    }
}
