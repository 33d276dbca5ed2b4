/// What both transports share: reading one JSON-RPC message and refusing it with a sentence
/// ([Inbound]), the requests that run and how one is cancelled ([Calls]), errors that tell nothing
/// of our insides ([WireError]), who asks ([Caller]). The protocol itself is the SDK's.
@NullMarked
package dev.tributary.mcp.session;

import org.jspecify.annotations.NullMarked;
