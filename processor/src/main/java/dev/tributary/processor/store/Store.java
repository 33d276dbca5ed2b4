package dev.tributary.processor.store;

import dev.tributary.archive.Archive;
import dev.tributary.archive.PositionLost;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.topic.ConsumerGroups;
import dev.tributary.log.LogClients;
import dev.tributary.processor.Backoff;
import dev.tributary.program.Failure;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores events: live ones at once, bulk with what is left. One thread of its own between [#start]
/// and [#close]; the other methods may be called from any.
///
/// Each batch is one transaction that moves the group's positions and writes the rows, so a crash
/// loses nothing and stores nothing twice. While Postgres or Kafka is away the store keeps its
/// batch and tries again, more and more rarely; [#state] says so.
public final class Store implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final Duration IDLE_WAIT = Duration.ofMillis(50);
    private static final Duration BULK_WAIT = Duration.ofMillis(10);
    private static final Duration HOUSEKEEPING = Duration.ofMillis(250);
    private static final int LIVE_BATCH = 2_000;

    private final Clock clock;
    private final RandomGenerator random;
    private final StoreMeters meters;
    private final LaneReader live;
    private final LaneReader bulk;
    private final StoreDeadLetters deadLetters;
    private final BatchStore batches;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile StoreState state = new StoreState.Idle();
    private BatchSize bulkSize = BatchSize.FIRST;
    private boolean bulkBusy;
    private long lastHousekeeping;

    /// @param feed whether live changes are written down for the change feed
    public Store(LogClients log, Archive archive, MeterRegistry meters, boolean feed) {
        this(log, archive, meters, feed, Clock.systemUTC(), RandomGenerator.getDefault());
    }

    Store(
            LogClients log,
            Archive archive,
            MeterRegistry meters,
            boolean feed,
            Clock clock,
            RandomGenerator random) {
        this.clock = clock;
        this.random = random;
        this.meters = new StoreMeters(meters);
        this.live = new LaneReader(Lane.LIVE, ConsumerGroups.store(Lane.LIVE), log, archive);
        this.bulk = new LaneReader(Lane.BULK, ConsumerGroups.store(Lane.BULK), log, archive);
        this.deadLetters = new StoreDeadLetters(log);
        this.batches = new BatchStore(archive, deadLetters, this.meters, feed);
        this.thread = Thread.ofPlatform().name("store").unstarted(this::run);
    }

    public void start() {
        state = new StoreState.Running();
        thread.start();
    }

    public StoreState state() {
        return state;
    }

    /// Finishes the batch in hand and stops. What was read and not stored is read again next time.
    @Override
    public void close() {
        closing.countDown();
        if (state instanceof StoreState.Idle) {
            run();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (live;
                bulk;
                deadLetters) {
            while (!isClosing()) {
                step();
            }
            state = new StoreState.Stopped();
        } catch (InterruptedException e) {
            state = new StoreState.Stopped();
        } catch (RuntimeException e) {
            state = new StoreState.Failed(String.valueOf(e.getMessage()));
            LOG.atError().setCause(e).log("The store has stopped; restart the processor");
        }
    }

    /// Live first; bulk only when live has nothing.
    private void step() throws InterruptedException {
        List<ConsumerRecord<String, byte[]>> records =
                persist(() -> live.take(LIVE_BATCH, bulkBusy ? Duration.ZERO : IDLE_WAIT));
        if (records.isEmpty()) {
            stepBulk();
        } else {
            store(live, records);
        }
        housekeeping();
    }

    private void stepBulk() throws InterruptedException {
        List<ConsumerRecord<String, byte[]>> records =
                persist(() -> bulk.take(bulkSize.records(), bulkBusy ? BULK_WAIT : Duration.ZERO));
        bulkBusy = !records.isEmpty();
        if (bulkBusy) {
            long start = System.nanoTime();
            store(bulk, records);
            bulkSize = bulkSize.next(records.size(), Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private void store(LaneReader lane, List<ConsumerRecord<String, byte[]>> records)
            throws InterruptedException {
        Batch batch = new Batch(records.stream().map(Entry::of).toList());
        try {
            persist(() -> {
                batches.store(lane, batch);
                return List.of();
            });
        } catch (PositionLost e) {
            LOG.atWarn()
                    .addKeyValue("topic", batch.entries().getFirst().partition().topic())
                    .addKeyValue("count", batch.entries().size())
                    .log(
                            "Somebody else moved the positions; the batch is dropped and they are"
                                    + " read again");
            lane.lost();
        }
    }

    private interface Attempt<T> {
        List<T> run() throws SQLException, InterruptedException;
    }

    /// Tries until it works or the store closes, and is then empty.
    private <T> List<T> persist(Attempt<T> attempt) throws InterruptedException {
        Instant since = clock.instant();
        for (int attempts = 1; ; attempts++) {
            try {
                if (attempts > 1) {
                    live.keepAlive();
                    bulk.keepAlive();
                }
                List<T> result = attempt.run();
                running(attempts);
                return result;
            } catch (SQLException | KafkaException e) {
                waiting(new StoreState.Waiting(Failure.reasonToWait(e), since, attempts));
            }
            Duration pause = new Backoff(attempts - 1).delay(random);
            if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return List.of();
            }
        }
    }

    private void waiting(StoreState.Waiting waiting) {
        state = waiting;
        meters.waiting(true);
        LOG.atWarn()
                .addKeyValue("error", waiting.reason())
                .addKeyValue("count", waiting.attempts())
                .log("The store cannot go on and tries again");
    }

    private void running(int attempts) {
        if (attempts > 1) {
            LOG.atInfo().addKeyValue("count", attempts).log("The store goes on");
        }
        if (!(state instanceof StoreState.Running)) {
            state = new StoreState.Running();
            meters.waiting(false);
        }
    }

    /// Now and then: figures, and a sign of life for a lane that waits for the other. A group that
    /// agrees anew who reads what waits for each of its members to poll, several times.
    private void housekeeping() {
        long now = System.nanoTime();
        if (now - lastHousekeeping < HOUSEKEEPING.toNanos()) {
            return;
        }
        lastHousekeeping = now;
        for (LaneReader lane : List.of(live, bulk)) {
            lane.keepAlive();
            meters.lag(lane.lane(), lane.lag());
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }
}
