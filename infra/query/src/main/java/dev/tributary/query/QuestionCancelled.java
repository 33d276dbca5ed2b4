package dev.tributary.query;

import java.sql.SQLException;

/// The one who asked does not want the answer any more.
public final class QuestionCancelled extends RuntimeException {

    private static final long serialVersionUID = 1L;

    QuestionCancelled(SQLException cause) {
        super("the question was cancelled", cause);
    }
}
