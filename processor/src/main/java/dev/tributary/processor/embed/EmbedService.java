package dev.tributary.processor.embed;

import dev.tributary.archive.Archive;
import dev.tributary.archive.PositionLost;
import dev.tributary.archive.vectors.VectorIndexer;
import dev.tributary.embedding.EmbeddingFailed;
import dev.tributary.embedding.TextEmbedder;
import dev.tributary.log.LogClients;
import dev.tributary.processor.Backoff;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The stage `embed`. Runs from [#start] to [#close]. While Kafka, Postgres or the model is away it
/// waits and tries again, and goes on where it was. Several processors may run it: Kafka shares the
/// partitions out.
public final class EmbedService implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbedService.class);
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private final LogClients clients;
    private final Archive archive;
    private final TextEmbedder embedder;
    private final EmbedMetrics metrics;
    private final RandomGenerator random;
    private final Duration settle;
    private final Indexing indexing;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    /// The topics must exist.
    ///
    /// @param embedder stays the caller's: it is not closed here
    /// @param random spreads the retries of several processors
    public static EmbedService start(
            Archive archive,
            LogClients clients,
            TextEmbedder embedder,
            MeterRegistry registry,
            RandomGenerator random) {
        return new EmbedService(archive, clients, embedder, registry, random, SETTLE).started();
    }

    /// @param settle how long nothing must have come before a backlog is indexed
    EmbedService(
            Archive archive,
            LogClients clients,
            TextEmbedder embedder,
            MeterRegistry registry,
            RandomGenerator random,
            Duration settle) {
        this.clients = clients;
        this.archive = archive;
        this.embedder = embedder;
        this.metrics = new EmbedMetrics(registry, embedder);
        this.random = random;
        this.settle = settle;
        this.indexing =
                new Indexing(new VectorIndexer(archive.dataSource(), embedder.fingerprint()));
        this.thread = Thread.ofPlatform().name("embed").unstarted(this::run);
    }

    EmbedService started() {
        thread.start();
        return this;
    }

    /// False after the end, and after a failure that no retry can mend.
    public boolean isRunning() {
        return thread.isAlive();
    }

    private void run() {
        try {
            runUntilStopped();
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("embedding stops; start the processor again");
        }
    }

    private void runUntilStopped() {
        Backoff backoff = Backoff.NONE;
        while (!isStopping()) {
            try (EmbedSession session =
                    new EmbedSession(clients, archive, embedder, metrics, indexing, settle)) {
                session.open();
                while (!isStopping()) {
                    session.turn();
                    backoff = Backoff.NONE;
                }
            } catch (PositionLost e) {
                log.atInfo()
                        .addKeyValue("error", e.getMessage())
                        .log("reading the positions again");
            } catch (SQLException | KafkaException | EmbeddingFailed e) {
                metrics.failed();
                Duration delay = backoff.delay(random);
                backoff = backoff.next();
                log.atWarn()
                        .addKeyValue("error", e.getMessage())
                        .addKeyValue("durationMs", delay.toMillis())
                        .log("embedding failed and is tried again");
                await(delay);
            }
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void await(Duration delay) {
        try {
            if (stopping.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            stopping.countDown();
            Thread.currentThread().interrupt();
        }
    }

    /// Finishes the slice under way, and returns when everything is stored and closed.
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        indexing.close();
    }
}
