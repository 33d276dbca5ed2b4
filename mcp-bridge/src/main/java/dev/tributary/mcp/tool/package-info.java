/// The seven tools. A [Tool] is a name, two schemas, the way from arguments to a question and from
/// an envelope to [Item]s; [ToolCalls] runs any of them: arguments, archive, safety, budget, text,
/// audit. Everything but the archive is pure. One thread a call.
@NullMarked
package dev.tributary.mcp.tool;

import org.jspecify.annotations.NullMarked;
