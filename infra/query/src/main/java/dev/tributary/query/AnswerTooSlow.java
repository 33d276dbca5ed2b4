package dev.tributary.query;

import java.sql.SQLException;

/// The statement ran into its time limit.
public final class AnswerTooSlow extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AnswerTooSlow(SQLException cause) {
        super(
                "the archive took too long to answer; narrow the question by --chat, --since or"
                        + " rarer words",
                cause);
    }
}
