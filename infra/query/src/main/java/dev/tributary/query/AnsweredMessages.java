package dev.tributary.query;

import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.Hit;
import dev.tributary.contract.answer.Message;
import java.util.List;
import java.util.function.UnaryOperator;

/// The messages of an answer, whatever it answers.
final class AnsweredMessages {

    private AnsweredMessages() {}

    static List<Message> of(Answer answer) {
        return switch (answer) {
            case Answer.Hits hits -> hits.hits().stream().map(Hit::message).toList();
            case Answer.Messages messages -> messages.messages();
            case Answer.Versions versions -> List.of(versions.current());
            case Answer.ChatList _, Answer.StatsReport _, Answer.ArchiveStatus _ -> List.of();
        };
    }

    /// The same answer with each of its messages changed.
    static Answer changed(Answer answer, UnaryOperator<Message> change) {
        return switch (answer) {
            case Answer.Hits hits ->
                    new Answer.Hits(hits.hits().stream().map(hit -> changed(hit, change)).toList());
            case Answer.Messages messages ->
                    new Answer.Messages(
                            messages.messages().stream().map(change).toList(), messages.focus());
            case Answer.Versions versions ->
                    new Answer.Versions(
                            change.apply(versions.current()),
                            versions.versions(),
                            versions.deletedAt());
            case Answer.ChatList chats -> chats;
            case Answer.StatsReport stats -> stats;
            case Answer.ArchiveStatus status -> status;
        };
    }

    private static Hit changed(Hit hit, UnaryOperator<Message> change) {
        return new Hit(change.apply(hit.message()), hit.snippet(), hit.score(), hit.repeats());
    }
}
