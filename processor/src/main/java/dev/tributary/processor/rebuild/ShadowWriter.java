package dev.tributary.processor.rebuild;

import dev.tributary.archive.ArchiveWriter;
import dev.tributary.archive.ShadowArchive;
import dev.tributary.contract.event.ChatEvent;
import dev.tributary.processor.store.Refusal;
import java.sql.SQLException;
import java.util.List;

/// Writes into the shadow what the store would write, and passes over what the store would lay
/// aside: it lies among the dead letters already.
final class ShadowWriter {

    private final ShadowArchive shadow;
    private final ArchiveWriter writer = new ArchiveWriter();
    private long skipped;

    ShadowWriter(ShadowArchive shadow) {
        this.shadow = shadow;
    }

    long skipped() {
        return skipped;
    }

    void skip() {
        skipped++;
    }

    void write(List<ChatEvent> events) throws SQLException {
        try {
            shadow.inTransaction(tx -> writer.write(tx, events));
        } catch (SQLException e) {
            if (Refusal.of(e).isEmpty()) {
                throw e;
            }
            if (events.size() == 1) {
                skip();
                return;
            }
            write(events.subList(0, events.size() / 2));
            write(events.subList(events.size() / 2, events.size()));
        }
    }
}
