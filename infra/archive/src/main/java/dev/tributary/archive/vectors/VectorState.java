package dev.tributary.archive.vectors;

import dev.tributary.contract.vector.ModelFingerprint;

/// What the registry says of one model's vectors, and whether some are not in the index yet.
///
/// @param indexed rows up to this generation are in the index
/// @param filling the generation of what is added to the backlog now
/// @param hasBacklog whether rows beyond the indexed generation exist, but for outposts: a search
///   scans them exactly, and says that it is slower for that
/// @param restored whether the log's vectors of this model were copied into the table
public record VectorState(
        ModelFingerprint fingerprint,
        String model,
        int dimension,
        int indexed,
        int filling,
        boolean hasBacklog,
        boolean restored) {

    /// The table that holds them, qualified.
    public String tableName() {
        return table().name();
    }

    VectorTable table() {
        return new VectorTable(fingerprint);
    }
}
