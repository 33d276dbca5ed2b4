package dev.tributary.processor.rebuild;

import dev.tributary.archive.Archive;
import dev.tributary.archive.ArchiveChecksum;
import dev.tributary.archive.LogPartition;
import dev.tributary.archive.Positions;
import dev.tributary.archive.ShadowArchive;
import dev.tributary.archive.TableChecksum;
import dev.tributary.log.LogClients;
import dev.tributary.processor.normalise.Normaliser;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// Builds the archive anew from the raw log, beside the running processor, and swaps it in.
///
/// The two archives are equal when they hold the same set of events, so the comparison needs a
/// moment at which they do. Call E the store's positions before the rebuild and R the raw log's end
/// just after that. Every event before E comes from a raw record before R; so the raw log up to R
/// together with the event topics from E to P, the store's positions when it is held, is all that
/// the live archive has seen, once the store has passed everything that R brought.
public final class Rebuild {

    private static final List<String> GROUPS =
            List.of(ConsumerGroups.store(Lane.LIVE), ConsumerGroups.store(Lane.BULK));
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int POLL_RECORDS = 5_000;

    private final LogClients log;
    private final Archive archive;
    private final Normaliser normaliser;
    private final Consumer<Progress> progress;
    private final Patience patience;

    /// @param progress called often, from the thread that runs the rebuild
    public Rebuild(
            LogClients log, Archive archive, Normaliser normaliser, Consumer<Progress> progress) {
        this(log, archive, normaliser, progress, PATIENCE);
    }

    Rebuild(
            LogClients log,
            Archive archive,
            Normaliser normaliser,
            Consumer<Progress> progress,
            Duration patience) {
        this.log = log;
        this.archive = archive;
        this.normaliser = normaliser;
        this.progress = progress;
        this.patience = new Patience(patience);
    }

    /// @param acceptDifferences swap also what differs: after a change of the normaliser, or where
    ///   the live archive is known to be incomplete
    /// @throws IllegalStateException if another rebuild is under way, or the processor does not run
    public Outcome run(boolean acceptDifferences) throws SQLException, InterruptedException {
        try (Admin admin = log.admin();
                ShadowArchive shadow = archive.createShadow();
                KafkaConsumer<String, byte[]> consumer =
                        log.consumer(
                                Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS))) {
            LogOffsets offsets = new LogOffsets(admin);
            ShadowWriter writer = new ShadowWriter(shadow);
            Map<TopicPartition, Long> before = archive.inTransaction(Rebuild::positions);
            Map<TopicPartition, Long> normalised = replay(offsets, consumer, writer);
            Map<TopicPartition, Long> applied =
                    catchUp(offsets, consumer, writer, before, normalised);
            progress.accept(new Progress.Comparing());
            Outcome outcome =
                    shadow.inTransaction(tx -> {
                        Map<TopicPartition, Long> held = hold(shadow, tx);
                        new LogRange(applied, held).read(consumer, new EventTail(writer));
                        return compare(shadow, tx, writer.skipped(), acceptDifferences);
                    });
            if (outcome instanceof Outcome.Swapped) {
                shadow.dropReplaced();
            }
            return outcome;
        }
    }

    /// @return where the normaliser must have come for the event topics to hold all of it
    private Map<TopicPartition, Long> replay(
            LogOffsets offsets, KafkaConsumer<String, byte[]> consumer, ShadowWriter writer)
            throws SQLException, InterruptedException {
        LogRange raw = new LogRange(Map.of(), offsets.committedEnds(offsets.rawPartitions()));
        return raw.read(consumer, new RawReplay(normaliser, writer, raw.length(), progress));
    }

    /// Waits until all that the replay has read is in the live archive too, and applies what the
    /// stream has derived since.
    ///
    /// @return up to where the shadow has the event topics
    private Map<TopicPartition, Long> catchUp(
            LogOffsets offsets,
            KafkaConsumer<String, byte[]> consumer,
            ShadowWriter writer,
            Map<TopicPartition, Long> before,
            Map<TopicPartition, Long> normalised)
            throws SQLException, InterruptedException {
        patience.await(
                "normalise", () -> LogOffsets.behind(offsets.normalised(), normalised), progress);
        // The marks of a transaction reach its partitions one by one: wait for the last one, or
        // events whose raw records count as done would be missed.
        Map<TopicPartition, Long> ends = offsets.ends(offsets.eventPartitions());
        patience.await(
                "normalise",
                () -> LogOffsets.behind(offsets.committedEnds(ends.keySet()), ends),
                progress);
        Map<TopicPartition, Long> last =
                new LogRange(before, ends).read(consumer, new EventTail(writer));
        patience.await(
                "store",
                () -> LogOffsets.behind(archive.inTransaction(Rebuild::positions), last),
                progress);
        Map<TopicPartition, Long> applied = new HashMap<>(before);
        applied.putAll(ends);
        return applied;
    }

    private static Map<TopicPartition, Long> positions(Connection tx) throws SQLException {
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (String group : GROUPS) {
            positions.putAll(kafka(Positions.read(tx, group)));
        }
        return positions;
    }

    private static Map<TopicPartition, Long> hold(ShadowArchive shadow, Connection tx)
            throws SQLException {
        Map<TopicPartition, Long> held = new HashMap<>();
        for (String group : GROUPS) {
            held.putAll(kafka(shadow.holdLive(tx, group)));
        }
        return held;
    }

    private static Map<TopicPartition, Long> kafka(Map<LogPartition, Long> positions) {
        Map<TopicPartition, Long> kafka = new HashMap<>();
        positions.forEach((partition, offset) ->
                kafka.put(new TopicPartition(partition.topic(), partition.partition()), offset));
        return kafka;
    }

    private static Outcome compare(
            ShadowArchive shadow, Connection tx, long skipped, boolean acceptDifferences)
            throws SQLException {
        Map<String, TableChecksum> live = shadow.liveChecksum(tx);
        List<TableComparison> tables =
                new TreeMap<>(ArchiveChecksum.of(tx))
                        .entrySet().stream()
                                .map(rebuilt ->
                                        new TableComparison(
                                                rebuilt.getKey(),
                                                live.getOrDefault(
                                                        rebuilt.getKey(), new TableChecksum(0, "")),
                                                rebuilt.getValue()))
                                .toList();
        if (!acceptDifferences && !tables.stream().allMatch(TableComparison::equal)) {
            return new Outcome.Different(tables, skipped);
        }
        shadow.takeOverPositions(tx);
        shadow.swap(tx);
        return new Outcome.Swapped(tables, skipped);
    }
}
