package dev.tributary.ingestor.imports;

import dev.tributary.contract.raw.RawEvent;
import dev.tributary.ingestor.append.Cursor;
import dev.tributary.ingestor.append.CursorKey;
import dev.tributary.ingestor.append.RejectedEvent;
import java.util.List;
import java.util.Optional;

/// The log as an import sees it: one stream of one account. [ImportRun] opens it, asks for the
/// cursor, appends, commits and closes, all on one thread; what is not committed when it closes
/// never was.
interface ImportLog extends AutoCloseable {

    /// Opens the log for a stream, after taking it over from a run before.
    @FunctionalInterface
    interface Opener {
        ImportLog open(CursorKey key);
    }

    /// Of the last commit; empty where the file was never begun.
    Optional<Cursor> cursor();

    /// These records and the cursor after them come into the log together or not at all, at a
    /// commit now or later.
    void append(List<RawEvent> events, List<RejectedEvent> rejected, Cursor after);

    void commit();

    @Override
    void close();
}
