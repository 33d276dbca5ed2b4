/// What a set of events says of each row of the archive: the pure half of the writer. [Rows] folds
/// events; each [Row] merges with another saying about the same key, and merging is associative,
/// commutative and idempotent, which is why neither the order of events nor their split into
/// batches shows in the archive. The database repeats the same merge between a batch and what it
/// holds. Nothing here does I/O or holds state.
@NullMarked
package dev.tributary.archive.row;

import org.jspecify.annotations.NullMarked;
