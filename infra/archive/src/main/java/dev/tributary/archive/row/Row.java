package dev.tributary.archive.row;

/// What is said of one row.
///
/// @param <K> the identity of the row; its natural order is the order in which writers lock rows,
///   so that two of them never wait for each other in a circle
/// @param <R> the row itself
public interface Row<K extends Comparable<K>, R extends Row<K, R>> {

    K key();

    /// What both say together. Associative, commutative, idempotent.
    R merge(R other);
}
