package dev.tributary.contract.runtime;

/// The exit codes of every program.
public final class ExitCode {

    public static final int OK = 0;
    public static final int ERROR = 1;

    /// Another process already does this, on the same data.
    public static final int ALREADY_RUNNING = 2;

    /// There is nothing to do until somebody changes the configuration: no account, no model, no
    /// source is configured, or every account is refused.
    public static final int NOTHING_CONFIGURED = 3;

    /// Kafka or Postgres is out of reach: worth another try.
    public static final int NOTHING_REACHABLE = 4;

    /// The command line is wrong (sysexits' EX_USAGE).
    public static final int USAGE = 64;

    private ExitCode() {}
}
