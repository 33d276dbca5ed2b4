/// The raw log's envelope: what an ingestor appends and a normaliser reads. The value is the
/// service's bytes untouched; everything we know beside them is in the headers.
@NullMarked
package dev.tributary.contract.raw;

import org.jspecify.annotations.NullMarked;
