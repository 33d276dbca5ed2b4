/// The log: everything of ours that speaks Kafka's client protocol and is not one program's own.
/// [LogClients] makes clients that carry the endpoints' settings, [TopicProvisioner] makes the
/// topics, [RawRecords] and [DeadLetters] are the envelope's form in a record.
@NullMarked
package dev.tributary.log;

import org.jspecify.annotations.NullMarked;
