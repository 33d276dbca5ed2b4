/// The vectors of the archive: one table a model in the schema that a rebuild never swaps, named by
/// the model's fingerprint. [Vectors] registers a model, adds vectors, says what is missing and
/// finds the nearest; [VectorIndexer] brings a backlog into the index.
///
/// Each row has a generation. The HNSW index covers the generations up to the one that the registry
/// calls indexed; later ones are scanned exactly. The last one of all is for the outposts, vectors
/// far from all others, which a walk through the index would not reach ([Outposts]). So a search
/// misses no vector for being new, whatever is being built, and a reader with an old view of the
/// registry is slower but not wrong.
@NullMarked
package dev.tributary.archive.vectors;

import org.jspecify.annotations.NullMarked;
