package dev.tributary.processor.store;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/// Postgres will never keep what a batch holds: no use in trying it again.
///
/// @param reason a sentence without message content
public record Refusal(String reason) {

    /// Data exceptions, constraint violations, limits of the server
    /// (<https://www.postgresql.org/docs/current/errcodes-appendix.html>).
    private static final Set<String> CLASSES = Set.of("22", "23", "54");

    /// Empty where waiting may help.
    public static Optional<Refusal> of(SQLException e) {
        String state = e.getSQLState();
        if (state == null || state.length() != 5 || !CLASSES.contains(state.substring(0, 2))) {
            return Optional.empty();
        }
        return Optional.of(new Refusal("Postgres cannot keep the event (SQLState " + state + ")"));
    }
}
