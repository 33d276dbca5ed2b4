package dev.tributary.contract.runtime;

/// No stack runs here and the configuration names none. Programs exit with
/// [ExitCode#NOTHING_REACHABLE].
public final class NothingReachable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NothingReachable(String message) {
        super(message);
    }

    NothingReachable(DataDirectory data) {
        this(
                "nothing runs on the data in \""
                        + data.root()
                        + "\" (no "
                        + data.endpointsFile().getFileName()
                        + "); run \"tributary up\", or set kafka.bootstrap_servers and postgres.url"
                        + " in the configuration");
    }
}
