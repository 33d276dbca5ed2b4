package dev.tributary.simulator.telegram.mtproto;

import dev.tributary.simulator.telegram.tl.TlObject;

/// @param authKeyId who calls, before it is known which account that is
/// @param dataCenter where it calls: a client has a key for each
/// @param function without the wrappers that it came in
public record RpcCall(long authKeyId, long sessionId, int dataCenter, TlObject function) {}
