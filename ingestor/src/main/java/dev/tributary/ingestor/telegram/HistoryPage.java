package dev.tributary.ingestor.telegram;

import dev.tributary.contract.identity.TelegramIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An answer of `getChatHistory`: it may hold fewer messages than there are, and some that this
/// client alone knows, as that a contact has joined Telegram.
///
/// @param messages those that the server has numbered, as they stand in the answer
/// @param lowest id of the whole answer; 0 where it was empty, which is the end of the history
/// @param reaches when the oldest of the whole answer was sent
record HistoryPage(List<JsonNode> messages, long lowest, Instant reaches) {

    HistoryPage {
        messages = List.copyOf(messages);
    }

    /// @param below of messages with greater ids nothing is wanted
    static HistoryPage of(ObjectNode answer, long below) {
        List<JsonNode> messages = new ArrayList<>();
        long lowest = below;
        Instant reaches = Instant.MAX;
        for (JsonNode message : answer.path("messages")) {
            if (id(message) >= below) {
                continue;
            }
            lowest = Math.min(lowest, id(message));
            reaches = sentAt(message).isBefore(reaches) ? sentAt(message) : reaches;
            if (TelegramIds.message(id(message)).isPresent()) {
                messages.add(message);
            }
        }
        return new HistoryPage(messages, lowest == below ? 0 : lowest, reaches);
    }

    static long id(JsonNode message) {
        return message.path("id").asLong(0);
    }

    static Instant sentAt(JsonNode message) {
        return Instant.ofEpochSecond(message.path("date").asLong(0));
    }

    boolean isEmpty() {
        return lowest == 0;
    }

    /// Those sent at the time or later.
    HistoryPage since(Instant time) {
        return with(messages.stream().filter(message -> !sentAt(message).isBefore(time)).toList());
    }

    HistoryPage above(long id) {
        return with(messages.stream().filter(message -> id(message) > id).toList());
    }

    private HistoryPage with(List<JsonNode> some) {
        return new HistoryPage(some, lowest, reaches);
    }
}
