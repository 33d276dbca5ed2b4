package dev.tributary.rpc.client;

import dev.tributary.rpc.wire.Frame.ErrorKind;

/// The daemon turned the connection away before it began anything.
final class NotBegun extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;
    private final String sentence;

    NotBegun(ErrorKind kind, String sentence) {
        super(sentence);
        this.kind = kind;
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }

    /// Whether the next daemon will do it.
    boolean isLeaving() {
        return kind == ErrorKind.LEAVING;
    }
}
