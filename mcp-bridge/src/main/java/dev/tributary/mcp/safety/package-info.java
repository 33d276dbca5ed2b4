/// The one boundary that everything from the archive passes before an agent reads it: other people
/// wrote it, so it is data and never words of ours. [Safety] is the entry; pure functions, any
/// thread.
@NullMarked
package dev.tributary.mcp.safety;

import org.jspecify.annotations.NullMarked;
