package dev.tributary.contract.runtime;

/// The exit codes of every program.
public final class ExitCode {

    public static final int OK = 0;
    public static final int ERROR = 1;

    /// Another process already does this, on the same data.
    public static final int ALREADY_RUNNING = 2;

    /// There is nothing to do: no account, no model, no source is configured.
    public static final int NOTHING_CONFIGURED = 3;

    /// Kafka, Postgres or every account is out of reach.
    public static final int NOTHING_REACHABLE = 4;

    /// The command line is wrong (sysexits' EX_USAGE).
    public static final int USAGE = 64;

    private ExitCode() {}
}
