/// Our own import format, one JSON object a line: [JsonLines] splits, [LineFault] says what is
/// wrong with a line while the person who can mend it is still there.
@NullMarked
package dev.tributary.ingestor.imports.jsonl;

import org.jspecify.annotations.NullMarked;
