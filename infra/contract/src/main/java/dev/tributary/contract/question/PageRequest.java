package dev.tributary.contract.question;

import org.jspecify.annotations.Nullable;

/// How much of an answer, and from where on.
///
/// @param limit 1 to [#MOST]
/// @param cursor `next` of the page before; null for the first page
public record PageRequest(int limit, @Nullable Cursor cursor) {

    public static final int MOST = 1_000;

    public PageRequest {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException(
                    "the limit is " + limit + " and must be 1 to " + MOST);
        }
    }

    public static PageRequest first(int limit) {
        return new PageRequest(limit, null);
    }
}
