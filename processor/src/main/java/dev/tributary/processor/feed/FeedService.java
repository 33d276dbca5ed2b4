package dev.tributary.processor.feed;

import dev.tributary.archive.Archive;
import dev.tributary.contract.change.ChangeGap;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.log.LogClients;
import dev.tributary.processor.Backoff;
import dev.tributary.program.Failure;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The stage `feed`. Runs from [#start] to [#close], beside the others: nothing waits for it. While
/// Kafka or Postgres is away it waits and tries again; on a Postgres that does not let it read it
/// is off and looks again every minute.
public final class FeedService implements AutoCloseable {

    private static final int STEADY = 30;
    private static final Logger log = LoggerFactory.getLogger(FeedService.class);

    private final Endpoints.Postgres postgres;
    private final LogClients clients;
    private final FeedMetrics metrics;
    private final Clock clock;
    private final RandomGenerator random;
    private final FeedPace pace;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private volatile FeedState state = new FeedState.Starting();
    private Backoff backoff = Backoff.NONE;
    private Optional<ChangeGap> gap = Optional.empty();

    /// The topics must exist, the archive must be migrated.
    public static FeedService start(
            Endpoints.Postgres postgres,
            LogClients clients,
            MeterRegistry registry,
            RandomGenerator random) {
        return new FeedService(
                        postgres, clients, registry, Clock.systemUTC(), random, FeedPace.USUAL)
                .started();
    }

    /// Where the feed is switched off: a slot that an earlier run has left would make Postgres keep
    /// its log for nobody.
    public static void release(Archive archive) {
        try (Connection connection = archive.dataSource().getConnection()) {
            FeedSlot.dropIdle(connection);
        } catch (SQLException e) {
            log.atWarn()
                    .addKeyValue("error", e.getMessage())
                    .log("the slot of the change feed, which is off, could not be dropped");
        }
    }

    FeedService(
            Endpoints.Postgres postgres,
            LogClients clients,
            MeterRegistry registry,
            Clock clock,
            RandomGenerator random,
            FeedPace pace) {
        this.postgres = postgres;
        this.clients = clients;
        this.metrics = new FeedMetrics(registry);
        this.clock = clock;
        this.random = random;
        this.pace = pace;
        this.thread = Thread.ofPlatform().name("feed").unstarted(this::run);
    }

    FeedService started() {
        thread.start();
        return this;
    }

    public FeedState state() {
        return state;
    }

    private void run() {
        try {
            while (!await(Duration.ZERO)) {
                try (FeedLease lease = FeedLease.open(postgres);
                        FeedSession session =
                                new FeedSession(
                                        postgres, clients, lease, metrics, clock, pace, gap)) {
                    follow(session);
                } catch (SQLException | KafkaException | FeedBroken e) {
                    failed(e);
                }
            }
            state = new FeedState.Stopped();
        } catch (RuntimeException e) {
            state = new FeedState.Failed(String.valueOf(e.getMessage()));
            log.atError().setCause(e).log("the feed stops; start the processor again");
        } finally {
            metrics.reading(false);
        }
    }

    private void follow(FeedSession session) throws SQLException, FeedBroken {
        for (int turns = 1; !await(turn(session)); turns++) {
            // An engine that cannot go on needs a moment to find out.
            if (turns == STEADY) {
                backoff = Backoff.NONE;
            }
        }
    }

    /// @return how long until the next
    private Duration turn(FeedSession session) throws SQLException, FeedBroken {
        FeedState next = session.turn();
        gap = session.gap();
        if (!next.getClass().equals(state.getClass())) {
            tell(next);
        }
        state = next;
        metrics.reading(next instanceof FeedState.Running);
        return next instanceof FeedState.Off ? pace.look() : pace.watch();
    }

    private static void tell(FeedState next) {
        if (next instanceof FeedState.Off(var problems)) {
            problems.forEach(problem ->
                    log.atWarn()
                            .addKeyValue("error", problem.sentence())
                            .addKeyValue("sql", problem.sql())
                            .log(
                                    "the change feed is off; nobody can follow chats until the"
                                            + " SQL has run"));
        } else if (next instanceof FeedState.Running(var slot, long lagBytes, var _)) {
            log.atInfo()
                    .addKeyValue("source", slot)
                    .addKeyValue("count", lagBytes)
                    .log("the change feed is read");
        }
    }

    private void failed(Exception e) {
        String reason = Failure.reasonToWait(e);
        state = new FeedState.Waiting(reason);
        metrics.reading(false);
        Duration delay = backoff.delay(random);
        backoff = backoff.next();
        log.atWarn()
                .addKeyValue("error", reason)
                .addKeyValue("durationMs", delay.toMillis())
                .log("the feed failed and is tried again");
        await(delay);
    }

    /// @return true if it is time to stop
    private boolean await(Duration delay) {
        try {
            return stopping.await(delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopping.countDown();
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// Acknowledges what is in the topic. The slot stays: Postgres keeps for it what comes
    /// meanwhile.
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
