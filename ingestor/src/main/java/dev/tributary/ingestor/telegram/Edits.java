package dev.tributary.ingestor.telegram;

import dev.tributary.contract.raw.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Reads an edited message again: no update of TDLib has it whole. TDLib answers from its memory,
/// since it has just told of the message.
final class Edits {

    private final Desk desk;
    private final Map<Message, Boolean> underWay = new HashMap<>();

    private record Message(long chat, long id) {}

    Edits(Desk desk) {
        this.desk = desk;
    }

    /// An edit is told in two updates; the answer to a question that was put between them may know
    /// of one alone, so the message is asked for once more.
    void edited(long chat, long id) {
        Message message = new Message(chat, id);
        if (underWay.put(message, underWay.containsKey(message)) == null) {
            ask(message);
        }
    }

    private void ask(Message message) {
        desk.requests()
                .askLocally(
                        new Request(
                                Urgency.LIVE,
                                Functions.getMessage(message.chat(), message.id()),
                                answer -> arrived(message, answer),
                                // Deleted meanwhile; that comes by itself.
                                _ -> underWay.remove(message)));
    }

    private void arrived(Message message, ObjectNode answer) {
        if (Boolean.TRUE.equals(underWay.remove(message))) {
            edited(message.chat(), message.id());
            return;
        }
        desk.saw(answer, Origin.LIVE);
        desk.outbox().live(List.of(desk.records().message(answer, Origin.LIVE)), Map.of());
    }
}
