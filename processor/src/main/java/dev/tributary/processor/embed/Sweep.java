package dev.tributary.processor.embed;

import dev.tributary.contract.event.TextHash;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Goes once through the archive's messages for texts that have no vector of this model: those of
/// events that are no longer in the log when a model is new, or embedding was off. Pages by hash,
/// so that it holds one page of texts however many there are.
///
/// Begins somewhere, and at the end goes on from the beginning: of several processors each begins
/// elsewhere, and passes over what another has done.
final class Sweep {

    private static final int PAGE = 500;
    private static final int HASH_BYTES = 16;

    private final VectorStore store;
    private final byte[] start;
    private byte[] after;
    private boolean wrapped;
    private boolean done;

    Sweep(VectorStore store, RandomGenerator random) {
        this.store = store;
        this.start = new byte[HASH_BYTES];
        random.nextBytes(start);
        this.after = start.clone();
    }

    /// The next page; empty when there is none.
    Optional<Batch> next() throws SQLException {
        while (!done) {
            Map<TextHash, String> page = store.messagesWithout(after, wrapped ? start : null, PAGE);
            page.keySet().forEach(hash -> after = hash.bytes());
            if (page.size() < PAGE) {
                done = wrapped;
                if (!wrapped) {
                    wrapped = true;
                    after = new byte[] {0};
                }
            }
            if (!page.isEmpty()) {
                return Optional.of(new Batch(page, page.keySet(), "", List.of(), () -> {}));
            }
        }
        return Optional.empty();
    }

    /// A lower bound of what is still to come.
    long remaining() {
        return done ? 0 : 10L * PAGE;
    }
}
