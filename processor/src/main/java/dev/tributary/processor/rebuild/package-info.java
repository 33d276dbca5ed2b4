/// A new archive from the raw log. [Rebuild] replays the raw topics through the normaliser into a
/// shadow schema, lets it catch up with the running store, compares the two at the same positions
/// and swaps them. It runs on the caller's thread beside a running processor and asks no service
/// and no model.
@NullMarked
package dev.tributary.processor.rebuild;

import org.jspecify.annotations.NullMarked;
