/// What was committed to the archive just now. [FeedEntry] is the value of the topic
/// `tributary.changes` and [ChangeJson] its form there; a record's header [FeedHeader#FEED_ID]
/// tells a repeat from a new one, see [Repeats]. Live changes alone: what imports and backfills
/// bring is not in it.
@NullMarked
package dev.tributary.contract.change;

import org.jspecify.annotations.NullMarked;
