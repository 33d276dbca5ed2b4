package dev.tributary.processor.store;

import dev.tributary.archive.Applied;
import dev.tributary.archive.Archive;
import dev.tributary.archive.ArchiveWriter;
import dev.tributary.archive.LogPartition;
import dev.tributary.archive.PositionLost;
import dev.tributary.archive.Positions;
import dev.tributary.archive.feed.FeedTable;
import dev.tributary.contract.raw.Lane;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts a batch into the archive, positions and rows in one transaction. A batch that Postgres
/// refuses for what it holds is halved until the event to blame is alone; that one goes to the dead
/// letters.
final class BatchStore {

    private static final Logger LOG = LoggerFactory.getLogger(BatchStore.class);

    private final Archive archive;
    private final ArchiveWriter writer = new ArchiveWriter();
    private final StoreDeadLetters deadLetters;
    private final StoreMeters meters;
    private final boolean feed;
    // Where the letters stand whose transaction did not go through yet: a retry must not write them
    // again, nor must a second reading after the group was somewhere else.
    private final Map<LogPartition, NavigableSet<Long>> laid = new HashMap<>();

    /// @param feed whether live changes go into the feed table
    BatchStore(Archive archive, StoreDeadLetters deadLetters, StoreMeters meters, boolean feed) {
        this.archive = archive;
        this.feed = feed;
        this.deadLetters = deadLetters;
        this.meters = meters;
    }

    /// Safe to repeat: what an earlier attempt has stored of the batch is passed over.
    ///
    /// @throws SQLException if Postgres does not take it now
    /// @throws PositionLost if the group is elsewhere
    void store(LaneReader lane, Batch whole) throws SQLException, InterruptedException {
        Batch batch = whole.after(lane.passed());
        if (batch.entries().isEmpty()) {
            return;
        }
        Optional<Refusal> refusal = attempt(lane, batch);
        if (refusal.isEmpty()) {
            return;
        }
        if (batch.entries().size() == 1) {
            skip(lane, batch, refusal.get());
        } else {
            store(lane, batch.firstHalf());
            store(lane, batch.secondHalf());
        }
    }

    private Optional<Refusal> attempt(LaneReader lane, Batch batch)
            throws SQLException, InterruptedException {
        long start = System.nanoTime();
        try {
            for (Entry.Garbled entry : batch.garbled()) {
                layAside(lane, entry, entry.reason());
            }
            Applied applied =
                    archive.inTransaction(tx -> {
                        move(tx, lane, batch);
                        Applied written = writer.write(tx, batch.events());
                        if (feed && lane.lane() == Lane.LIVE) {
                            FeedTable.append(tx, batch.events());
                        }
                        return written;
                    });
            done(lane, batch);
            meters.stored(lane.lane(), batch, applied, Duration.ofNanos(System.nanoTime() - start));
            return Optional.empty();
        } catch (SQLException e) {
            Optional<Refusal> refusal = Refusal.of(e);
            if (refusal.isEmpty()) {
                throw e;
            }
            return refusal;
        }
    }

    private void skip(LaneReader lane, Batch single, Refusal refusal)
            throws SQLException, InterruptedException {
        layAside(lane, single.entries().getFirst(), refusal.reason());
        archive.inTransaction(tx -> {
            move(tx, lane, single);
            return Applied.NOTHING;
        });
        done(lane, single);
    }

    private void done(LaneReader lane, Batch batch) {
        lane.stored(batch);
        batch.next().forEach((partition, next) -> laid(partition).headSet(next).clear());
    }

    private void layAside(LaneReader lane, Entry entry, String reason) throws InterruptedException {
        NavigableSet<Long> offsets = laid(entry.partition());
        if (offsets.contains(entry.record().offset())) {
            return;
        }
        deadLetters.lay(entry, reason);
        offsets.add(entry.record().offset());
        String account = StoreDeadLetters.account(entry);
        meters.failed(lane.lane(), account);
        LOG.atWarn()
                .addKeyValue("account", account)
                .addKeyValue("topic", entry.record().topic())
                .addKeyValue("partition", entry.record().partition())
                .addKeyValue("offset", entry.record().offset())
                .addKeyValue("count", 1)
                .addKeyValue("error", reason)
                .log("An event went to the dead letters");
    }

    private NavigableSet<Long> laid(LogPartition partition) {
        return laid.computeIfAbsent(partition, _ -> new TreeSet<>());
    }

    /// First, so that whoever locks the positions waits for no rows of ours.
    private static void move(Connection tx, LaneReader lane, Batch batch) throws SQLException {
        if (!Positions.advance(tx, lane.group(), batch.moves(lane.positions()))) {
            throw new PositionLost(lane.group());
        }
    }
}
