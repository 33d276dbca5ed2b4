/// The stage `embed`: texts of the event topics become vectors in the log and in the archive.
/// [EmbedService] is the entry; it runs on one thread of its own, embeds on the model's threads,
/// and indexes a backlog on a third. Live events come first: bulk work is done in slices, between
/// which the live lane is asked.
///
/// A vector is written to `tributary.embeddings` before it is written to Postgres, in one
/// transaction with the consumer's positions: what Postgres has, the log has, and a lost database
/// or a rebuild embeds nothing again. Vectors are named by model and text, so a repeat changes
/// nothing.
@NullMarked
package dev.tributary.processor.embed;

import org.jspecify.annotations.NullMarked;
