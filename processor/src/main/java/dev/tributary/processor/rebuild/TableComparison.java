package dev.tributary.processor.rebuild;

import dev.tributary.archive.TableChecksum;

/// A table of the live archive beside the rebuilt one.
public record TableComparison(String table, TableChecksum live, TableChecksum rebuilt) {

    public boolean equal() {
        return live.equals(rebuilt);
    }
}
