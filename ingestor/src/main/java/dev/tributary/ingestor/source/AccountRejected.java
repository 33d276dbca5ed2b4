package dev.tributary.ingestor.source;

/// The service does not let this account in, and asking again will not help: an operator must act.
public final class AccountRejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AccountRejected(String message) {
        super(message);
    }
}
