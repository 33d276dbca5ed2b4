package dev.tributary.contract.answer;

/// An answer and what is to be known about it.
public record Answered(Answer answer, Meta meta) {}
