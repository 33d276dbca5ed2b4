package dev.tributary.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl+C for a command that runs in this process: its thread is interrupted and given a moment, so
/// that no statement goes on in Postgres for somebody who has left. Make it on the command's
/// thread.
final class Interruption implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 2;

    private final Thread command = Thread.currentThread();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "interrupt");

    private Interruption() {}

    static Interruption hook() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void interrupt() {
        command.interrupt();
        try {
            boolean _ = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        try {
            boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Asked in this moment: the hook runs, and finds the command done.
        }
    }
}
