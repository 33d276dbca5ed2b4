package dev.tributary.archive.vectors;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// A statement with the values of its `?`, in order.
///
/// @param values vectors as [HalfVector], limits as Integer, and the caller's own
public record VectorQuery(String text, List<Object> values) {

    public VectorQuery {
        values = List.copyOf(values);
    }

    void bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }
}
