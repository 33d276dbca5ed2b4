package dev.tributary.archive.vectors;

/// Where new vectors go.
public enum Placement {
    /// Through the live index: found fast at once, as dear as the embedding itself.
    INDEXED,

    /// Beside it: scanned exactly until [VectorIndexer] brings them in.
    BACKLOG
}
