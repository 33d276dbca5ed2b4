/// One log carried to another cluster. [LogCopy] reads what cannot be derived (raw events, cursors,
/// vectors, dead letters that never were raw events) and writes it in the same partitions and the
/// same order; [CopyReport] says that both hold the same. One thread, two clusters.
@NullMarked
package dev.tributary.log.copy;

import org.jspecify.annotations.NullMarked;
