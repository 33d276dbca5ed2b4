package dev.tributary.ingestor.append;

import dev.tributary.contract.identity.AccountId;

/// The two that may write for one account at the same time. Each has its own transactional id:
/// within one role the newer appender fences the older, between them nothing is fenced.
public enum Writer {
    LIVE("", 0, 16 * 1024, 500),
    /// Waits a little for full batches: an import wants throughput, so its transactions are bound
    /// by their time alone (docs/decisions).
    IMPORT("-import", 20, 256 * 1024, Integer.MAX_VALUE);

    private final String suffix;
    private final int lingerMillis;
    private final int batchBytes;
    private final int mostRecords;

    Writer(String suffix, int lingerMillis, int batchBytes, int mostRecords) {
        this.suffix = suffix;
        this.lingerMillis = lingerMillis;
        this.batchBytes = batchBytes;
        this.mostRecords = mostRecords;
    }

    String transactionalId(AccountId account) {
        return "tributary-" + account + suffix;
    }

    int lingerMillis() {
        return lingerMillis;
    }

    int batchBytes() {
        return batchBytes;
    }

    /// Of one transaction, counted at the end of a step.
    int mostRecords() {
        return mostRecords;
    }
}
