package dev.tributary.ingestor.telegram.login;

import dev.tributary.ingestor.telegram.tdlib.TdHub;

/// Closes the hub when a person ends the command by Ctrl-C in the middle of a question: TDLib
/// crashes in a process that ends with an open session.
final class HubAtExit implements AutoCloseable {

    private final Thread hook;

    private HubAtExit(Thread hook) {
        this.hook = hook;
    }

    static HubAtExit close(TdHub hub) {
        Thread hook = new Thread(hub::close, "close-tdlib");
        Runtime.getRuntime().addShutdownHook(hook);
        return new HubAtExit(hook);
    }

    @Override
    public void close() {
        try {
            boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process ends already, and the hook runs.
        }
    }
}
