package dev.tributary.simulator.telegram.mtproto;

/// A client that does not keep to the protocol: its connection is closed.
final class MalformedMessage extends RuntimeException {

    MalformedMessage(String message) {
        super(message);
    }
}
