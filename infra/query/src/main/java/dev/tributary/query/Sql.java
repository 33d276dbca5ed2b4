package dev.tributary.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A piece of SQL with the values of its `?`, so that pieces can be joined and no value is ever
/// written into the text.
///
/// @param values String, Long, Integer, Double, byte[], [java.time.Instant], List of String, or
///   null
record Sql(String text, List<@Nullable Object> values) {

    static final Sql NOTHING = new Sql("", List.of());

    Sql {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    static Sql of(String text, @Nullable Object... values) {
        return new Sql(text, java.util.Arrays.asList(values));
    }

    Sql then(Sql next) {
        List<@Nullable Object> both = new ArrayList<>(values);
        both.addAll(next.values);
        return new Sql(text + " " + next.text, both);
    }

    Sql then(String next) {
        return new Sql(text + " " + next, values);
    }

    /// All of them must hold; `true` if there are none.
    static Sql all(List<Sql> conditions) {
        if (conditions.isEmpty()) {
            return of("true");
        }
        List<@Nullable Object> values = new ArrayList<>();
        conditions.forEach(condition -> values.addAll(condition.values));
        return new Sql(
                conditions.stream().map(Sql::text).collect(Collectors.joining(" AND ")), values);
    }
}
