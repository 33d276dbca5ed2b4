package dev.tributary.rpc.client;

/// The daemon's handler broke; the message is the daemon's sentence. The daemon lives.
public final class CommandFailed extends Exception {

    private static final long serialVersionUID = 1L;

    public CommandFailed(String message) {
        super(message);
    }
}
