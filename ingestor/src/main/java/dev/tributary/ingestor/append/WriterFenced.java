package dev.tributary.ingestor.append;

import dev.tributary.contract.identity.AccountId;

/// Another process opened an appender for the same account and role. Whoever holds the account's
/// lease may open again after a while; who holds none stops: two that reopen in turn would fence
/// each other for ever.
public final class WriterFenced extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WriterFenced(AccountId account, String transactionalId, Throwable cause) {
        super(
                "another process writes the account \""
                        + account
                        + "\" (transactional id \""
                        + transactionalId
                        + "\")",
                cause);
    }
}
