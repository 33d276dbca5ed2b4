/// The change feed: what the store has just committed of live changes, from the table
/// `tributary_shared.feed` by logical replication into the topic `tributary.changes`. [FeedService]
/// holds one thread; of several processors the one with the lease reads, by Debezium's engine and
/// its threads, and another takes over when it is gone. A change counts as read once Kafka has it:
/// it is in the topic at least once, and its id tells a repeat.
@NullMarked
package dev.tributary.processor.feed;

import org.jspecify.annotations.NullMarked;
