package dev.tributary.contract.runtime;

/// Another process already does this, on the same data; the message names it. Programs exit with
/// [ExitCode#ALREADY_RUNNING].
public class AlreadyRunning extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AlreadyRunning(String message) {
        super(message);
    }
}
