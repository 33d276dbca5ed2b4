/// The protocol over Streamable HTTP. [HttpService] is Jetty on virtual threads; a request passes
/// the [Door] (who is it, may it, how often) and is carried out by [McpHandler] in its [Session];
/// [EventStream] is the way back. The transport is ours because the SDK's answers its own errors
/// with stack traces, accepts any protocol version, never ends an idle session and does not bind a
/// session to the one who opened it; the sessions themselves are the SDK's.
@NullMarked
package dev.tributary.mcp.http;

import org.jspecify.annotations.NullMarked;
