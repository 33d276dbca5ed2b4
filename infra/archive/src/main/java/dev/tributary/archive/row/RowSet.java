package dev.tributary.archive.row;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rows of one table, one a key. Not thread-safe; it grows while a batch is folded.
public final class RowSet<K extends Comparable<K>, R extends Row<K, R>> {

    private final Map<K, R> rows = new HashMap<>();

    void add(R row) {
        rows.merge(row.key(), row, (known, other) -> known.merge(other));
    }

    void addAll(RowSet<K, R> others) {
        others.rows.values().forEach(this::add);
    }

    public Optional<R> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public int size() {
        return rows.size();
    }

    /// In the order of their keys.
    public List<R> sorted() {
        return rows.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowSet<?, ?> set && rows.equals(set.rows);
    }

    @Override
    public int hashCode() {
        return rows.hashCode();
    }

    @Override
    public String toString() {
        return rows.values().toString();
    }
}
