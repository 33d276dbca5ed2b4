package dev.tributary.contract.question;

/// A question with the one who asks in view, as programs send it to the query daemon.
public record Ask(Question question, Scope scope) {}
