/// MTProto 2.0 as its server speaks it, with one way in: SOCKS5 on loopback, then the obfuscated
/// transport with intermediate frames. [MtprotoServer] is the entry: a [ServerKey] and an [RpcDesk]
/// go in, the desk is asked for every function a client calls, and [MtprotoServer#push] sends what
/// nobody asked for. A [KeyExchange] gives each client its [AuthKey]; a [Session] outlives its
/// connections and keeps what the client has not acknowledged.
///
/// Each connection has two virtual threads, one that reads and calls the desk, one that writes.
/// Temporary keys (PFS), CDN and HTTP are left out: the client under test is told not to use them.
///
/// The protocol: <https://core.telegram.org/mtproto>.
@NullMarked
package dev.tributary.simulator.telegram.mtproto;

import org.jspecify.annotations.NullMarked;
