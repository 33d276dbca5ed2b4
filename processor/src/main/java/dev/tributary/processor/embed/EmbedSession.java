package dev.tributary.processor.embed;

import dev.tributary.archive.Archive;
import dev.tributary.archive.PositionLost;
import dev.tributary.archive.vectors.BacklogPlan;
import dev.tributary.archive.vectors.Placement;
import dev.tributary.archive.vectors.VectorState;
import dev.tributary.contract.event.TextHash;
import dev.tributary.contract.raw.Lane;
import dev.tributary.embedding.TextEmbedder;
import dev.tributary.embedding.TextRefused;
import dev.tributary.log.LogClients;
import dev.tributary.processor.store.Refusal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The stage from one failure to the next: whatever goes wrong ends it, and a new one begins where
/// Postgres says that this one got to. For one thread.
final class EmbedSession implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbedSession.class);
    private static final Duration WHEN_IDLE = Duration.ofMillis(100);
    private static final Duration WHEN_BUSY = Duration.ofMillis(20);

    /// Where an index could not be built, or a backlog grew while it was.
    private static final Duration BEFORE_INDEXING_AGAIN = Duration.ofMinutes(1);

    private final TextEmbedder embedder;
    private final EmbedMetrics metrics;
    private final Indexing indexing;
    private final Duration settle;
    private final VectorStore store;
    private final VectorLog vectorLog;
    private final EventLane live;
    private final EventLane bulk;
    private final RandomGenerator random;

    private @Nullable Batch bulkBatch;
    private Sweep sweep;
    private SliceSize slice = SliceSize.FIRST;
    private long backlog;
    private boolean busy;
    private long busyAt = System.nanoTime();
    private long indexAgainAt = System.nanoTime();

    /// @param settle how long nothing must have come before a backlog is indexed
    EmbedSession(
            LogClients clients,
            Archive archive,
            TextEmbedder embedder,
            EmbedMetrics metrics,
            Indexing indexing,
            Duration settle,
            RandomGenerator random) {
        this.embedder = embedder;
        this.metrics = metrics;
        this.indexing = indexing;
        this.settle = settle;
        this.store = new VectorStore(archive, embedder.fingerprint());
        this.random = random;
        this.sweep = new Sweep(store, random);
        this.vectorLog = new VectorLog(clients, embedder.fingerprint());
        this.live = new EventLane(clients, archive, Lane.LIVE);
        this.bulk = new EventLane(clients, archive, Lane.BULK);
    }

    /// Makes the model's table; a new one gets the vectors that the log has.
    void open() throws SQLException {
        VectorState state = store.register(embedder);
        if (!state.restored()) {
            long start = System.nanoTime();
            long restored = vectorLog.restore(vectors -> add(vectors, Placement.BACKLOG));
            store.markRestored();
            if (restored > 0) {
                log.atInfo()
                        .addKeyValue("count", restored)
                        .addKeyValue("durationMs", (System.nanoTime() - start) / 1_000_000)
                        .log("Vectors were restored from the log");
            }
        }
        backlog = store.backlog();
    }

    /// One round: all live texts that are there, else one slice of bulk work, else a short wait.
    void turn() throws SQLException {
        try {
            work();
        } catch (PositionLost e) {
            // Without leaving the groups, which would set all the others in motion.
            bulkBatch = null;
            // It may be another archive by now.
            sweep = new Sweep(store, random);
            live.reposition();
            bulk.reposition();
            log.atInfo()
                    .addKeyValue("error", e.getMessage())
                    .log("Somebody else moved the positions; they are read again");
        }
    }

    private void work() throws SQLException {
        List<ConsumerRecord<String, byte[]>> records = live.poll(busy ? Duration.ZERO : WHEN_IDLE);
        if (!records.isEmpty()) {
            Batch batch = batch(live, records);
            do {
                step(batch, Placement.INDEXED);
            } while (batch.waiting() > 0);
            if (bulkBatch == null) {
                bulk.keepAlive();
            }
        } else {
            bulkTurn();
        }
        metrics.lag(Lane.LIVE, live.remaining());
        metrics.lag(Lane.BULK, bulk.remaining());
        metrics.backlog(backlog);
    }

    private void bulkTurn() throws SQLException {
        if (bulkBatch == null) {
            bulkBatch = nextBulk();
            if (bulkBatch != null && backlog == 0) {
                // Another processor may have begun one.
                backlog = store.backlog();
            }
        }
        busy = bulkBatch != null;
        if (bulkBatch != null) {
            busyAt = System.nanoTime();
            step(bulkBatch, placement(bulkBatch));
            if (bulkBatch.waiting() == 0) {
                bulkBatch = null;
            }
        }
        index();
    }

    private Placement placement(Batch batch) {
        long remaining = bulk.remainingOfAll() + sweep.remaining() + batch.waiting();
        return BacklogPlan.placement(remaining, backlog);
    }

    private @Nullable Batch nextBulk() throws SQLException {
        List<ConsumerRecord<String, byte[]>> records = bulk.poll(busy ? WHEN_BUSY : Duration.ZERO);
        return records.isEmpty() ? sweep.next().orElse(null) : batch(bulk, records);
    }

    private Batch batch(EventLane lane, List<ConsumerRecord<String, byte[]>> records)
            throws SQLException {
        Map<TextHash, String> texts = Texts.of(records);
        var moves = lane.moves();
        return new Batch(
                texts, store.missing(texts.keySet()), lane.group(), moves, () -> lane.moved(moves));
    }

    private void step(Batch batch, Placement placement) throws SQLException {
        long start = System.nanoTime();
        List<Batch.Text> texts = batch.take(slice.texts());
        Map<TextHash, float[]> vectors = embed(texts);
        vectorLog.append(vectors);
        int added = write(vectors, placement, batch);
        if (batch.waiting() == 0) {
            batch.stored();
        }
        if (placement == Placement.BACKLOG) {
            backlog += added;
        }
        if (!texts.isEmpty()) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            slice = slice.after(texts.size(), took);
            metrics.slice(texts.size(), took);
        }
    }

    /// What Postgres refuses for its own sake would be refused again for ever: it is left out, and
    /// the positions move on.
    private int write(Map<TextHash, float[]> vectors, Placement placement, Batch batch)
            throws SQLException {
        try {
            return store.write(vectors, placement, batch.group(), batch.moves());
        } catch (SQLException e) {
            if (Refusal.of(e).isEmpty()) {
                throw e;
            }
            int added = addAlone(vectors, placement);
            store.write(Map.of(), placement, batch.group(), batch.moves());
            return added;
        }
    }

    private void add(Map<TextHash, float[]> vectors, Placement placement) throws SQLException {
        try {
            store.add(vectors, placement);
        } catch (SQLException e) {
            if (Refusal.of(e).isEmpty()) {
                throw e;
            }
            addAlone(vectors, placement);
        }
    }

    private int addAlone(Map<TextHash, float[]> vectors, Placement placement) throws SQLException {
        int added = 0;
        for (Map.Entry<TextHash, float[]> vector : vectors.entrySet()) {
            try {
                added += store.add(Map.of(vector.getKey(), vector.getValue()), placement);
            } catch (SQLException e) {
                if (Refusal.of(e).isEmpty()) {
                    throw e;
                }
                metrics.refused();
                log.atWarn()
                        .addKeyValue("count", 1)
                        .addKeyValue("error", e.getSQLState())
                        .log("Left a text without a vector: Postgres refuses it");
            }
        }
        return added;
    }

    private Map<TextHash, float[]> embed(List<Batch.Text> texts) {
        Map<TextHash, float[]> vectors = new HashMap<>();
        try {
            List<float[]> all =
                    embedder.embedPassages(texts.stream().map(Batch.Text::text).toList());
            for (int i = 0; i < texts.size(); i++) {
                vectors.put(texts.get(i).hash(), all.get(i));
            }
        } catch (TextRefused e) {
            texts.forEach(text -> embedAlone(text, vectors));
        }
        return vectors;
    }

    private void embedAlone(Batch.Text text, Map<TextHash, float[]> vectors) {
        try {
            vectors.put(text.hash(), embedder.embedPassages(List.of(text.text())).getFirst());
        } catch (TextRefused e) {
            metrics.refused();
            log.atWarn()
                    .addKeyValue("count", 1)
                    .addKeyValue("error", e.getMessage())
                    .log("Left a text without a vector: the model refuses it");
        }
    }

    private void index() throws SQLException {
        if (indexing.hasEnded()) {
            backlog = store.backlog();
            indexAgainAt = System.nanoTime() + BEFORE_INDEXING_AGAIN.toNanos();
        }
        long now = System.nanoTime();
        boolean idle = !busy && now - busyAt >= settle.toNanos();
        if (!indexing.isTaken() && now - indexAgainAt >= 0 && BacklogPlan.isDue(backlog, idle)) {
            indexing.start();
        }
    }

    @Override
    public void close() {
        try (vectorLog;
                bulk;
                live) {
            // Each of them, whatever becomes of the others.
        }
    }
}
