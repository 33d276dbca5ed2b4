package dev.tributary.query;

import java.util.List;

/// The vectors of one model, as a question needs to know them.
///
/// @param name qualified and quoted where needed: goes into SQL as it is
/// @param indexing what the index does, `ready` normally
/// @param degraded what that means for an answer; empty if nothing
record VectorTable(
        String name, String model, int dimension, String indexing, List<String> degraded) {

    VectorTable {
        degraded = List.copyOf(degraded);
    }
}
