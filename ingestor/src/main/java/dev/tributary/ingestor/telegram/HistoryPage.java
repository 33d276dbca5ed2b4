package dev.tributary.ingestor.telegram;

import dev.tributary.contract.identity.TelegramIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An answer of `getChatHistory`: it may hold fewer messages than there are.
///
/// @param messages those that the server has numbered, as they stand in the answer
record HistoryPage(List<JsonNode> messages) {

    HistoryPage {
        messages = List.copyOf(messages);
    }

    /// @param below of messages with greater ids nothing is wanted
    static HistoryPage of(ObjectNode answer, long below) {
        List<JsonNode> messages = new ArrayList<>();
        for (JsonNode message : answer.path("messages")) {
            if (id(message) < below && TelegramIds.message(id(message)).isPresent()) {
                messages.add(message);
            }
        }
        return new HistoryPage(messages);
    }

    static long id(JsonNode message) {
        return message.path("id").asLong(0);
    }

    static Instant sentAt(JsonNode message) {
        return Instant.ofEpochSecond(message.path("date").asLong(0));
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    List<Long> ids() {
        return messages.stream().map(HistoryPage::id).toList();
    }

    /// When the oldest was sent.
    Instant reaches() {
        return messages.stream()
                .map(HistoryPage::sentAt)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /// Those sent at the time or later.
    HistoryPage since(Instant time) {
        return new HistoryPage(
                messages.stream().filter(message -> !sentAt(message).isBefore(time)).toList());
    }

    HistoryPage above(long id) {
        return new HistoryPage(messages.stream().filter(message -> id(message) > id).toList());
    }
}
