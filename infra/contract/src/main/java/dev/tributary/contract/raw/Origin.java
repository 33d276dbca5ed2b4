package dev.tributary.contract.raw;

import java.util.Locale;

/// How a raw event reached us. The order is the rank between versions of equal edit time: a later
/// constant wins.
public enum Origin {
    IMPORT,
    BACKFILL,
    LIVE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException if no origin has that name
    public static Origin of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    public Lane lane() {
        return this == LIVE ? Lane.LIVE : Lane.BULK;
    }
}
