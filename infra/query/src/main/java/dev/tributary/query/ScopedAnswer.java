package dev.tributary.query;

import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.Hit;
import dev.tributary.contract.answer.Message;
import dev.tributary.contract.identity.MessageRef;
import dev.tributary.contract.question.Scope;

/// What a message tells of other chats: that it answers a message of one.
final class ScopedAnswer {

    private ScopedAnswer() {}

    static Answer of(Answer answer, Scope scope) {
        if (scope.isAll()) {
            return answer;
        }
        return switch (answer) {
            case Answer.Hits hits ->
                    new Answer.Hits(
                            hits.hits().stream()
                                    .map(hit ->
                                            new Hit(
                                                    message(hit.message(), scope),
                                                    hit.snippet(),
                                                    hit.score(),
                                                    hit.repeats()))
                                    .toList());
            case Answer.Messages messages ->
                    new Answer.Messages(
                            messages.messages().stream().map(m -> message(m, scope)).toList(),
                            messages.focus());
            case Answer.Versions versions ->
                    new Answer.Versions(
                            message(versions.current(), scope),
                            versions.versions(),
                            versions.deletedAt());
            case Answer.ChatList chats -> chats;
            case Answer.StatsReport stats -> stats;
            case Answer.ArchiveStatus status -> status;
        };
    }

    private static Message message(Message message, Scope scope) {
        MessageRef to = message.replyTo();
        if (to == null || scope.allows(to.chatRef())) {
            return message;
        }
        return new Message(
                message.ref(),
                message.chatTitle(),
                message.sender(),
                message.senderName(),
                message.sentAt(),
                message.editedAt(),
                message.kind(),
                message.text(),
                null,
                message.deleted());
    }
}
