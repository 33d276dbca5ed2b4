package dev.tributary.query;

import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.Message;
import dev.tributary.contract.identity.MessageRef;
import dev.tributary.contract.question.Scope;

/// What a message tells of other chats: that it answers a message of one.
final class ScopedAnswer {

    private ScopedAnswer() {}

    static Answer of(Answer answer, Scope scope) {
        return scope.isAll()
                ? answer
                : AnsweredMessages.changed(answer, message -> message(message, scope));
    }

    private static Message message(Message message, Scope scope) {
        MessageRef to = message.replyTo();
        return to == null || scope.allows(to.chatRef()) ? message : message.withoutReply();
    }
}
