/// Lines of our own import format (docs/jsonl.md) as events. [JsonlReading] is the whole of it; the
/// line's rules are [dev.tributary.contract.jsonl.JsonlMessage]'s.
@NullMarked
package dev.tributary.processor.normalise.jsonl;

import org.jspecify.annotations.NullMarked;
