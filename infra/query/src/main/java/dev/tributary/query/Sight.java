package dev.tributary.query;

import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a question can see when it begins.
///
/// @param newest send time; null in an empty archive
/// @param snapshot the transactions that it sees, as Postgres writes them: two equal ones see the
///   same rows
///   (<https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT>)
record Sight(@Nullable Instant newest, String snapshot) {

    static Sight of(Session session) throws SQLException {
        return session.first(
                        Sql.of(
                                "SELECT (SELECT sent_at FROM messages ORDER BY sent_at"
                                        + " DESC NULLS LAST LIMIT 1) AS newest,"
                                        + " pg_current_snapshot()::text AS snapshot"),
                        row -> new Sight(Session.instant(row, "newest"), row.getString("snapshot")))
                .orElseThrow();
    }
}
