/// The table that the change feed is read from. [FeedTable] writes live changes into it, in the
/// transaction that makes them, and prunes it; [FeedRequirements] says what a Postgres lacks for
/// its changes to be read by logical replication.
@NullMarked
package dev.tributary.archive.feed;

import org.jspecify.annotations.NullMarked;
