/// Who asks: a [Client] is a name and what it may see; over HTTP it is known by its token
/// ([Clients]), over stdio by the pipe.
@NullMarked
package dev.tributary.mcp.client;

import org.jspecify.annotations.NullMarked;
