package dev.tributary.simulator.telegram.mtproto;

import dev.tributary.simulator.telegram.tl.TlAnswer;

/// Answers functions. Called from the thread of the client's connection, one call after the other
/// of a connection, those of several connections at once.
public interface RpcDesk {

    /// @throws Refusal to answer with an `rpc_error`
    TlAnswer answer(RpcCall call);
}
