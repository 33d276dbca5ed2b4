package dev.tributary.cli.command;

/// No daemon runs that could be asked.
final class NoDaemon extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoDaemon() {
        super(
                "no query daemon runs for this archive; it starts with the first question, or by:"
                        + " query-cli daemon start");
    }
}
