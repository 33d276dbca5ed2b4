package dev.tributary.archive.feed;

/// Why this Postgres cannot feed changes.
///
/// @param sentence what is missing
/// @param sql what an administrator runs to mend it
public record FeedProblem(String sentence, String sql) {}
