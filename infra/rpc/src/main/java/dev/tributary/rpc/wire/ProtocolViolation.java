package dev.tributary.rpc.wire;

import java.io.IOException;

/// The other side sent what the protocol does not allow. The connection cannot be used any more.
public final class ProtocolViolation extends IOException {

    private static final long serialVersionUID = 1L;

    public ProtocolViolation(String message) {
        super(message);
    }
}
