/// Our own import format, one message a line, documented in docs/jsonl.md. [JsonlMessage] is a line
/// with its rules; the importer refuses by it what the normaliser could not read.
@NullMarked
package dev.tributary.contract.jsonl;

import org.jspecify.annotations.NullMarked;
