package dev.tributary.rpc.place;

/// Replaced by the work itself.
public final class Skeleton {
    private Skeleton() {}

    public static <T> T missing(Object... unused) {
        if (unused.length >= 0) {
            throw new UnsupportedOperationException();
        }
        throw new IllegalStateException();
    }
}
