package dev.tributary.contract.answer;

/// A message that a search found.
///
/// @param score higher is better; comparable within one answer only
/// @param repeats how many messages have this text, itself included, where the search looks at
///   texts and not at messages (semantic); 1 elsewhere
public record Hit(Message message, Snippet snippet, double score, long repeats) {}
