package dev.tributary.rpc.client;

/// The daemon went, fell silent or broke the protocol after the command was sent: whether it was
/// carried out is not known.
public final class ReplyLost extends Exception {

    private static final long serialVersionUID = 1L;

    public ReplyLost(String message) {
        super(message);
    }
}
