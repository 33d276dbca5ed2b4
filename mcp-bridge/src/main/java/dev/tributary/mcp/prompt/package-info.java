/// The one prompt, [CatchUp], and the names of chats for completion, [ChatNames]. Both ask as the
/// tools do.
@NullMarked
package dev.tributary.mcp.prompt;

import org.jspecify.annotations.NullMarked;
