package dev.tributary.processor.embed;

import dev.tributary.contract.event.TextHash;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Goes once through the archive's messages for texts that have no vector of this model: those of
/// events that are no longer in the log when a model is new, or embedding was off. Pages by hash,
/// so that it holds one page of texts however many there are.
final class Sweep {

    private static final int PAGE = 500;

    private final VectorStore store;
    private byte[] after = HexFormat.of().parseHex("00");
    private boolean done;

    Sweep(VectorStore store) {
        this.store = store;
    }

    /// The next page; empty when there is none.
    Optional<Batch> next() throws SQLException {
        if (done) {
            return Optional.empty();
        }
        Map<TextHash, String> page = store.messagesWithout(after, PAGE);
        done = page.size() < PAGE;
        if (page.isEmpty()) {
            return Optional.empty();
        }
        page.keySet().forEach(hash -> after = hash.bytes());
        return Optional.of(new Batch(page, page.keySet(), "", List.of(), () -> {}));
    }

    /// A lower bound of what is still to come.
    long remaining() {
        return done ? 0 : 10L * PAGE;
    }
}
