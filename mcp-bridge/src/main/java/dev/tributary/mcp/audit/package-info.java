/// Who asked what, when, and how many hits it got: one line of JSON a call in `mcp-audit.jsonl`.
/// Never what was asked for nor what was found. Any thread.
@NullMarked
package dev.tributary.mcp.audit;

import org.jspecify.annotations.NullMarked;
