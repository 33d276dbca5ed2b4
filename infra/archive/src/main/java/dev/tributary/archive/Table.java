package dev.tributary.archive;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A table that the writer fills: rows are copied into a staging table of the session and merged
/// from there by one statement. The columns say all; the statements follow from them.
///
/// @param columns in the order in which `encoder` writes them
record Table<R>(String name, List<Column> columns, Encoder<R> encoder) {

    /// Writes the columns of one row.
    interface Encoder<R> {
        void encode(R row, BinaryCopy copy);
    }

    Table {
        columns = List.copyOf(columns);
    }

    String stage() {
        return "stage_" + name;
    }

    /// Emptied by the end of the transaction, so that a session makes it once.
    String stageDdl() {
        return "create temp table %s (%s) on commit delete rows"
                .formatted(stage(), list(columns, c -> c.name() + " " + c.type()));
    }

    /// Merges the staged rows and returns two counts: rows made, rows changed.
    ///
    /// What would change nothing is passed over before the insert, because Postgres computes the
    /// generated columns of a row before it looks for a conflict. Rows only move up, so what adds
    /// nothing now never will, whatever other writers do meanwhile. The look-up is a scalar
    /// subquery on purpose: the planner cannot turn it into a join over the whole table.
    String merge() {
        return """
        with merged as (
            insert into %1$s as known (%2$s)
            select %2$s from %3$s said
            where (select %4$s from %1$s known where %5$s) is not false
            on conflict (%6$s) %7$s
            returning (xmax = 0) as made)
        select count(*) filter (where made), count(*) filter (where not made) from merged
        """
                .formatted(
                        name,
                        list(columns, Column::name),
                        stage(),
                        changes("said"),
                        keys().stream()
                                .map(c -> "known.%1$s = said.%1$s".formatted(c.name()))
                                .collect(Collectors.joining(" and ")),
                        list(keys(), Column::name),
                        onConflict());
    }

    private String onConflict() {
        if (changing().isEmpty()) {
            return "do nothing";
        }
        List<Column> values = columns.stream().filter(c -> !c.isKey()).toList();
        return "do update set %s where %s"
                .formatted(
                        list(values, c -> c.name() + " = " + c.merged("known", "excluded")),
                        changes("excluded"));
    }

    /// Whether the saying adds anything to the known row.
    private String changes(String said) {
        return changing().isEmpty()
                ? "false"
                : "(%s) is distinct from (%s)"
                        .formatted(
                                list(changing(), c -> c.merged("known", said)),
                                list(changing(), c -> "known." + c.name()));
    }

    private List<Column> keys() {
        return columns.stream().filter(Column::isKey).toList();
    }

    private List<Column> changing() {
        return columns.stream().filter(Column::showsChange).toList();
    }

    private static String list(List<Column> columns, Function<Column, String> text) {
        return columns.stream().map(text).collect(Collectors.joining(", "));
    }
}
