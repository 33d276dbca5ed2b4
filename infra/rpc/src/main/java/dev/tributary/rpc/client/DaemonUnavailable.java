package dev.tributary.rpc.client;

/// No daemon answers and none could be started; the message says why and shows the end of its log.
public final class DaemonUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    public DaemonUnavailable(String message) {
        super(message);
    }
}
