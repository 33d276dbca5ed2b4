package dev.tributary.contract.question;

import java.util.Objects;

/// A question with the one who asks in view, as programs send it to the query daemon.
public record Ask(Question question, Scope scope) {

    /// JSON may lack either.
    public Ask {
        Objects.requireNonNull(question, "there is no question");
        Objects.requireNonNull(scope, "there is no scope");
    }
}
