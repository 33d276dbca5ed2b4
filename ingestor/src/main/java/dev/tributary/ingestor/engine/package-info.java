/// Accounts at work: an [Engine] gives each its lease, its writer and its thread, in whatever
/// process it is.
@NullMarked
package dev.tributary.ingestor.engine;

import org.jspecify.annotations.NullMarked;
