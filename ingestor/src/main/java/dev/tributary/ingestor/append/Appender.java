package dev.tributary.ingestor.append;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.LogClients;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/// Writes one account's raw events and its cursor, each transaction as a whole or not at all.
///
/// Open it, take [#cursor()], read from there, then [#append] steps and [#commit] before waiting
/// for anything else: a step is not in the log until the commit after it returns. Steps gather in a
/// transaction until it is 200 ms old or, live, holds 500 records; then `append` commits by itself.
///
/// Every method may throw [LogUnavailable] (close, wait, open again, go on from the new cursor) or
/// [WriterFenced] (stop). After either, only [#close] may be called.
public final class Appender implements AutoCloseable {

    /// A transaction that its process abandoned holds back the readers of its partition this long.
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);

    private static final Duration LONGEST_TRANSACTION = Duration.ofMillis(200);

    private final CursorKey key;
    private final String transactionalId;
    private final KafkaProducer<String, byte[]> producer;
    private final Clock clock;
    private final int cursorPartition;
    private final int mostRecords;
    private final CursorReader cursors;
    private final Map<String, Cursor> moved = new LinkedHashMap<>();

    private @Nullable Cursor committed;
    private Tally tally = Tally.NOTHING;
    private Tally open = Tally.NOTHING;
    private @Nullable Cursor next;
    private Instant begun = Instant.MIN;

    private Appender(
            CursorKey key,
            Writer writer,
            KafkaProducer<String, byte[]> producer,
            Clock clock,
            CursorReader cursors) {
        this.key = key;
        this.transactionalId = writer.transactionalId(key.account());
        this.mostRecords = writer.mostRecords();
        this.producer = producer;
        this.clock = clock;
        this.cursors = cursors;
        producer.initTransactions();
        int partitions = producer.partitionsFor(Topics.CURSORS.value()).size();
        this.cursorPartition = CursorReader.partition(key.account(), partitions);
        this.committed = cursors.read(key, partitions).orElse(null);
    }

    /// Takes the account over from whoever wrote it in this role, ends what that one left open, and
    /// reads the cursor; in this order, so that the cursor cannot move afterwards.
    public static Appender open(LogClients log, CursorKey key, Writer writer, Clock clock) {
        try {
            return open(log, key, writer, clock, producer(log, key, writer));
        } catch (KafkaException e) {
            throw new LogUnavailable(
                    "Kafka does not open the log for the account \""
                            + key.account()
                            + "\": "
                            + e.getMessage(),
                    e);
        }
    }

    private static Appender open(
            LogClients log,
            CursorKey key,
            Writer writer,
            Clock clock,
            KafkaProducer<String, byte[]> producer) {
        boolean opened = false;
        try {
            CursorReader cursors = new CursorReader(log, TRANSACTION_TIMEOUT.multipliedBy(2));
            Appender appender = new Appender(key, writer, producer, clock, cursors);
            opened = true;
            return appender;
        } finally {
            if (!opened) {
                producer.close(Duration.ZERO);
            }
        }
    }

    private static KafkaProducer<String, byte[]> producer(
            LogClients log, CursorKey key, Writer writer) {
        return log.producer(settings(writer, writer.transactionalId(key.account())));
    }

    private static Map<String, Object> settings(Writer writer, String transactionalId) {
        return Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                transactionalId,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                (int) TRANSACTION_TIMEOUT.toMillis(),
                ProducerConfig.LINGER_MS_CONFIG,
                writer.lingerMillis(),
                ProducerConfig.BATCH_SIZE_CONFIG,
                writer.batchBytes(),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                15_000,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                15_000);
    }

    /// The cursor of the last commit, of this appender or of one before it; empty if the stream was
    /// never read.
    public Optional<Cursor> cursor() {
        return Optional.ofNullable(committed);
    }

    /// The last committed cursors of all the account's streams, by the streams' names; also those
    /// of its imports.
    public Map<String, Cursor> streams() {
        try {
            int partitions = producer.partitionsFor(Topics.CURSORS.value()).size();
            return cursors.readAll(key.account(), partitions);
        } catch (KafkaException e) {
            throw failure("does not tell the cursors", e);
        }
    }

    /// What this appender has committed.
    public Tally tally() {
        return tally;
    }

    /// One step: these events and the cursor after them, in one transaction whatever happens. No
    /// events: only the cursor moves. Keep steps small, a step is never split. An event that is too
    /// large for the log goes to the dead letters, cut.
    public void append(List<RawEvent> events, Cursor after) {
        append(events, List.of(), after);
    }

    /// The same, and cursors of further streams that move with it.
    ///
    /// @param streams by the streams' names
    public void append(List<RawEvent> events, Cursor after, Map<String, Cursor> streams) {
        moved.putAll(streams);
        append(events, List.of(), after);
    }

    /// The same with bytes that are no events beside the events: they go to the dead letters.
    public void append(List<RawEvent> events, List<RejectedEvent> rejected, Cursor after) {
        try {
            if (next == null) {
                begun = clock.instant();
                producer.beginTransaction();
            }
            next = after;
            events.forEach(this::send);
            rejected.forEach(this::send);
        } catch (KafkaException e) {
            throw failure("does not take events", e);
        }
        if (open.records() >= mostRecords || !age().minus(LONGEST_TRANSACTION).isNegative()) {
            commit();
        }
    }

    /// Ends the open transaction; nothing happens where none is open.
    public void commit() {
        if (next == null) {
            return;
        }
        try {
            move(key, next);
            moved.forEach((stream, cursor) -> move(new CursorKey(key.account(), stream), cursor));
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw failure("does not commit", e);
        }
        committed = next;
        tally = tally.plus(open);
        open = Tally.NOTHING;
        next = null;
        moved.clear();
    }

    private void move(CursorKey stream, Cursor to) {
        send(
                new ProducerRecord<>(
                        Topics.CURSORS.value(),
                        cursorPartition,
                        stream.toString(),
                        to.value().getBytes(UTF_8)));
    }

    /// Gives up what was not committed.
    @Override
    public void close() {
        // Without a grace period: the next owner's initTransactions aborts what is open, and after
        // a
        // failure there is nothing to wait for.
        producer.close(Duration.ZERO);
    }

    private void send(RawEvent event) {
        boolean fits = OversizedEvent.fits(event);
        send(fits ? OversizedEvent.whole(event) : OversizedEvent.cut(event));
        open = open.plus(fits ? Tally.SAVED : Tally.DEAD_LETTERED);
    }

    private void send(RejectedEvent rejected) {
        send(rejected.record());
        open = open.plus(Tally.DEAD_LETTERED);
    }

    /// The answer is not looked at: the commit fails if any record of its transaction did.
    private void send(ProducerRecord<String, byte[]> record) {
        var _ = producer.send(record);
    }

    private Duration age() {
        return Duration.between(begun, clock.instant());
    }

    /// A transaction that outlived its time-out (a sleeping laptop, a long outage) is ended by
    /// Kafka in the same way as by another process; only a young one proves the other process.
    private RuntimeException failure(String what, KafkaException e) {
        if (isFencing(e) && age().compareTo(TRANSACTION_TIMEOUT) < 0) {
            return new WriterFenced(key.account(), transactionalId, e);
        }
        return new LogUnavailable(
                "Kafka "
                        + what
                        + " for the account \""
                        + key.account()
                        + "\" after the cursor \""
                        + committed
                        + "\": "
                        + e.getMessage(),
                e);
    }

    private static boolean isFencing(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException
                    || cause instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }
}
