/// Appending to the raw log. [Appender] is the one writer of an account: raw events and the cursor
/// after them go into one Kafka transaction, so that a crash repeats nothing and loses nothing.
/// Live sources and importers stand on it alike; it knows neither. Each appender belongs to one
/// thread.
@NullMarked
package dev.tributary.ingestor.append;

import org.jspecify.annotations.NullMarked;
