/// The protocol over stdin and stdout, one message a line. [StdioTransport] reads on the thread
/// that runs it, carries each request out on a virtual thread and writes lines under a lock. The
/// SDK's own transport ends at the first line that is no message, knows no cancellation and puts
/// exceptions' words on the wire; the sessions are the SDK's.
@NullMarked
package dev.tributary.mcp.stdio;

import org.jspecify.annotations.NullMarked;
