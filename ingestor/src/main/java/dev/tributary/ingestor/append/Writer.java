package dev.tributary.ingestor.append;

import dev.tributary.contract.identity.AccountId;

/// The two that may write for one account at the same time. Each has its own transactional id:
/// within one role the newer appender fences the older, between them nothing is fenced.
public enum Writer {
    LIVE("", 0, 16 * 1024),
    /// Waits a little for full batches: an import wants throughput.
    IMPORT("-import", 20, 256 * 1024);

    private final String suffix;
    private final int lingerMillis;
    private final int batchBytes;

    Writer(String suffix, int lingerMillis, int batchBytes) {
        this.suffix = suffix;
        this.lingerMillis = lingerMillis;
        this.batchBytes = batchBytes;
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
}
