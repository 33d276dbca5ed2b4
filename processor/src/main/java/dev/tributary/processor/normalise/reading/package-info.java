/// What every service's reading stands on: [RawReading] is the contract of one content type,
/// [Envelope] the record with its headers understood. Nothing here does I/O.
@NullMarked
package dev.tributary.processor.normalise.reading;

import org.jspecify.annotations.NullMarked;
