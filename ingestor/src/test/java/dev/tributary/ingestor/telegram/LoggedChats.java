package dev.tributary.ingestor.telegram;

import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.simulator.telegram.Truth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a reader of the raw log knows of an account's chats in the end: of each message the words
/// of its last edit, without those that were deleted.
final class LoggedChats {

    private static final int LOCAL_BITS = 20;

    private final Map<Long, SortedMap<Integer, Version>> chats = new TreeMap<>();
    private final Map<Long, Set<Integer>> deleted = new TreeMap<>();

    private record Version(long edited, String text) {}

    static LoggedChats of(List<RawEvent> events) {
        LoggedChats chats = new LoggedChats();
        events.forEach(chats::take);
        return chats;
    }

    private void take(RawEvent event) {
        JsonNode json = JsonMapper.shared().readTree(event.value());
        if (event.headers().get(RawHeader.CONTENT_TYPE).equals(ContentType.TDLIB_MESSAGE.value())) {
            message(json);
            return;
        }
        switch (json.path("@type").asString("")) {
            case "updateNewMessage" -> message(json.path("message"));
            case "updateDeleteMessages", "tributaryMissingMessages" -> gone(json);
            default -> {}
        }
    }

    private void message(JsonNode message) {
        int id = Math.toIntExact(message.path("id").asLong() >> LOCAL_BITS);
        JsonNode content = message.path("content");
        String text =
                content.at("/text/text").asString("") + content.at("/caption/text").asString("");
        chats.computeIfAbsent(message.path("chat_id").asLong(), _ -> new TreeMap<>())
                .merge(
                        id,
                        new Version(message.path("edit_date").asLong(0), text),
                        (one, other) -> other.edited() >= one.edited() ? other : one);
    }

    private void gone(JsonNode update) {
        Set<Integer> ids =
                deleted.computeIfAbsent(update.path("chat_id").asLong(), _ -> new HashSet<>());
        update.path("message_ids")
                .forEach(id -> ids.add(Math.toIntExact(id.asLong() >> LOCAL_BITS)));
    }

    /// What is there, as the truth says it: chat, message, words.
    SortedMap<Long, SortedMap<Integer, String>> present() {
        SortedMap<Long, SortedMap<Integer, String>> present = new TreeMap<>();
        chats.forEach((chat, messages) -> {
            SortedMap<Integer, String> texts = new TreeMap<>();
            messages.forEach((id, version) -> texts.put(id, version.text()));
            texts.keySet().removeAll(deleted.getOrDefault(chat, Set.of()));
            if (!texts.isEmpty()) {
                present.put(chat, texts);
            }
        });
        return present;
    }

    static SortedMap<Long, SortedMap<Integer, String>> of(Truth truth) {
        SortedMap<Long, SortedMap<Integer, String>> present = new TreeMap<>();
        truth.chats()
                .forEach((chat, known) -> {
                    SortedMap<Integer, String> texts = new TreeMap<>();
                    known.messages().forEach((id, message) -> texts.put(id, message.text()));
                    if (!texts.isEmpty()) {
                        present.put(chat, texts);
                    }
                });
        return present;
    }

    /// `chat/message` of what one has and the other has not, or says otherwise.
    static Set<String> differences(
            SortedMap<Long, SortedMap<Integer, String>> one,
            SortedMap<Long, SortedMap<Integer, String>> other) {
        Set<String> differences = new TreeSet<>();
        one.forEach((chat, messages) ->
                messages.forEach((id, text) -> {
                    if (!text.equals(other.getOrDefault(chat, new TreeMap<>()).get(id))) {
                        differences.add(chat + "/" + id);
                    }
                }));
        return differences;
    }
}
