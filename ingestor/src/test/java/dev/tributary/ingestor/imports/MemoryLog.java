package dev.tributary.ingestor.imports;

import dev.tributary.contract.raw.RawEvent;
import dev.tributary.ingestor.append.Cursor;
import dev.tributary.ingestor.append.CursorKey;
import dev.tributary.ingestor.append.LogUnavailable;
import dev.tributary.ingestor.append.RejectedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A log in memory with the transactions of the real one: for tests that end an import at each of
/// them. The real one is in [ImportIT].
final class MemoryLog implements ImportLog.Opener {

    /// The process dies in the middle of a transaction.
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    final List<RawEvent> events = new ArrayList<>();
    final List<RejectedEvent> rejected = new ArrayList<>();
    final Map<CursorKey, Cursor> cursors = new HashMap<>();
    int commits;
    private int commitsBeforeDeath = Integer.MAX_VALUE;

    private int away;
    private int failures;
    private boolean isLostAnswer;

    /// Each of the next opened logs takes one commit and fails at the next one.
    void failAtSecondCommits(int times) {
        failures = times;
        isLostAnswer = false;
    }

    /// The next opened log takes its first commit and cannot say so.
    void loseAnAnswer() {
        failures = 1;
        isLostAnswer = true;
    }

    /// So many logs cannot be opened.
    void beAway(int times) {
        away = times;
    }

    /// The next opened log dies after so many commits.
    void dieAfter(int moreCommits) {
        commitsBeforeDeath = moreCommits;
    }

    @Override
    public ImportLog open(CursorKey key) {
        if (away > 0) {
            away--;
            throw unavailable();
        }
        int lifetime = commitsBeforeDeath;
        commitsBeforeDeath = Integer.MAX_VALUE;
        return new Open(key, lifetime);
    }

    private static LogUnavailable unavailable() {
        return new LogUnavailable("Kafka is away", new IllegalStateException());
    }

    private final class Open implements ImportLog {
        private final CursorKey key;
        private final List<RawEvent> pending = new ArrayList<>();
        private final List<RejectedEvent> pendingRejected = new ArrayList<>();
        private int lifetime;
        private Cursor next;
        private int commitsHere;

        Open(CursorKey key, int lifetime) {
            this.key = key;
            this.lifetime = lifetime;
        }

        @Override
        public Optional<Cursor> cursor() {
            return Optional.ofNullable(cursors.get(key));
        }

        @Override
        public void append(List<RawEvent> more, List<RejectedEvent> bad, Cursor after) {
            pending.addAll(more);
            pendingRejected.addAll(bad);
            next = after;
            if (pending.size() >= 100) {
                commit();
            }
        }

        @Override
        public void commit() {
            if (next == null) {
                return;
            }
            if (lifetime-- == 0) {
                throw new Killed();
            }
            boolean fails = failures > 0 && (isLostAnswer || commitsHere == 1);
            failures -= fails ? 1 : 0;
            if (fails && !isLostAnswer) {
                throw unavailable();
            }
            events.addAll(pending);
            rejected.addAll(pendingRejected);
            cursors.put(key, next);
            commits++;
            commitsHere++;
            pending.clear();
            pendingRejected.clear();
            next = null;
            if (fails) {
                throw unavailable();
            }
        }

        @Override
        public void close() {}
    }
}
