/// A file that is imported, whatever its format: opened, hashed, watched and read in two passes by
/// [FileReading], seen through a [ByteWindow]. An [ImportFormat] surveys it and gives an
/// [ImportPlan], which cuts it into [Piece]s.
@NullMarked
package dev.tributary.ingestor.imports.file;

import org.jspecify.annotations.NullMarked;
