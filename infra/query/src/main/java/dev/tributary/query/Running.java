package dev.tributary.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A question on its way, shared by the thread that asks and the one that answers.
final class Running {

    private @Nullable Session session;
    private @Nullable Instant asOf;
    private boolean cancelled;

    synchronized void began(Session session) {
        this.session = session;
        if (cancelled) {
            session.cancel();
        }
    }

    /// Stops the statement that runs, and lets no other start.
    synchronized void cancel() {
        cancelled = true;
        if (session != null) {
            session.cancel();
        }
    }

    synchronized void sees(@Nullable Instant asOf) {
        this.asOf = asOf;
    }

    /// The newest send time that the answer could have seen.
    synchronized @Nullable Instant asOf() {
        return asOf;
    }
}
