package dev.tributary.query;

import java.sql.SQLException;

/// What Postgres' error codes mean to one who asks
/// (<https://www.postgresql.org/docs/current/errcodes-appendix.html>).
final class Failures {

    private static final String QUERY_CANCELED = "57014";

    private Failures() {}

    static boolean isCancellation(SQLException e) {
        return QUERY_CANCELED.equals(e.getSQLState());
    }

    static RuntimeException translate(SQLException e, Session session) {
        String state = String.valueOf(e.getSQLState());
        if (isCancellation(e)) {
            return session.isCancelled() ? new QuestionCancelled(e) : new AnswerTooSlow(e);
        }
        // Undefined table or schema: a database that no Tributary has written to.
        if (state.equals("42P01") || state.equals("3F000")) {
            return new ArchiveUnavailable(
                    "the database has no archive in it yet; run \"tributary up\", or check"
                            + " postgres.url",
                    e);
        }
        return unreachable(e);
    }

    static RuntimeException unreachable(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith("08") || state.startsWith("57P")) {
            return new ArchiveUnavailable("Postgres does not answer: " + e.getMessage(), e);
        }
        if (state.startsWith("28")) {
            return new ArchiveUnavailable("Postgres does not let us in: " + e.getMessage(), e);
        }
        return new IllegalStateException(
                "Postgres refused a question of ours (SQLSTATE "
                        + state
                        + "): "
                        + e.getMessage()
                        + "; this is a mistake of the program, please report it",
                e);
    }
}
