package dev.tributary.archive.row;

import org.jspecify.annotations.Nullable;

/// The best saying about one thing, so far.
///
/// @param value null if nothing was said, and the rank is [Rank#NONE]
public record Ranked<T>(@Nullable T value, Rank rank) {

    static <T> Ranked<T> nothing() {
        return new Ranked<>(null, Rank.NONE);
    }

    Ranked<T> or(Ranked<T> other) {
        return rank.compareTo(other.rank) >= 0 ? this : other;
    }
}
