/// The engine of live sources. A [Source] speaks one service's protocol and knows nothing of Kafka;
/// an [AccountRunner] connects it, reads it, appends what it gives and decides what a failure
/// means: one virtual thread an account, so that one account's trouble is no other's. What it does
/// at the moment is an [AccountState], which everybody may look at through an [AccountStatus].
@NullMarked
package dev.tributary.ingestor.source;

import org.jspecify.annotations.NullMarked;
