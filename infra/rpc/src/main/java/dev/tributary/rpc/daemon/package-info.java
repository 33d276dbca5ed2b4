/// The answering side. [Daemon] listens, gives each connection's command to the program's [Handler]
/// and streams what it writes; [Expiry] says when to leave. One virtual thread reads a connection,
/// one platform thread runs its command.
@NullMarked
package dev.tributary.rpc.daemon;

import org.jspecify.annotations.NullMarked;
