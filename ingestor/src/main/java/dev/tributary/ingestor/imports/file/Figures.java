package dev.tributary.ingestor.imports.file;

import java.util.Locale;

/// Numbers as people read them, the same on every machine.
public final class Figures {

    private Figures() {}

    /// For example `237,509`.
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
