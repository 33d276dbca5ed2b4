package dev.tributary.processor.embed;

import dev.tributary.archive.Archive;
import dev.tributary.archive.vectors.VectorIndexer;
import dev.tributary.embedding.EmbeddingFailed;
import dev.tributary.embedding.TextEmbedder;
import dev.tributary.log.LogClients;
import dev.tributary.processor.Backoff;
import dev.tributary.program.Failure;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
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
    private final Supplier<TextEmbedder> model;
    private final EmbedMetrics metrics;
    private final RandomGenerator random;
    private final Duration settle;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private volatile EmbedState state = new EmbedState.Running();
    private Backoff backoff = Backoff.NONE;

    /// The topics must exist.
    ///
    /// @param model asked until it answers; throws [EmbeddingFailed] while its endpoint is away.
    ///   What it gives stays the caller's: it is not closed here.
    /// @param random spreads the retries of several processors
    public static EmbedService start(
            Archive archive,
            LogClients clients,
            Supplier<TextEmbedder> model,
            MeterRegistry registry,
            RandomGenerator random) {
        return new EmbedService(archive, clients, model, registry, random, SETTLE).started();
    }

    /// @param settle how long nothing must have come before a backlog is indexed
    EmbedService(
            Archive archive,
            LogClients clients,
            Supplier<TextEmbedder> model,
            MeterRegistry registry,
            RandomGenerator random,
            Duration settle) {
        this.clients = clients;
        this.archive = archive;
        this.model = model;
        this.metrics = new EmbedMetrics(registry);
        this.random = random;
        this.settle = settle;
        this.thread = Thread.ofPlatform().name("embed").unstarted(this::run);
    }

    EmbedService started() {
        thread.start();
        return this;
    }

    public EmbedState state() {
        return state;
    }

    private void run() {
        try {
            TextEmbedder embedder = opened();
            if (embedder != null) {
                metrics.model(embedder);
                embed(embedder);
            }
            state = new EmbedState.Stopped();
        } catch (RuntimeException e) {
            state = new EmbedState.Failed(String.valueOf(e.getMessage()));
            log.atError().setCause(e).log("embedding stops; start the processor again");
        }
    }

    /// Null if the stage is told to stop before the model answers.
    private @Nullable TextEmbedder opened() {
        while (!isStopping()) {
            try {
                return model.get();
            } catch (EmbeddingFailed e) {
                failed(e);
            }
        }
        return null;
    }

    private void embed(TextEmbedder embedder) {
        try (Indexing indexing =
                new Indexing(new VectorIndexer(archive.dataSource(), embedder.fingerprint()))) {
            while (!isStopping()) {
                try (EmbedSession session =
                        new EmbedSession(
                                clients, archive, embedder, metrics, indexing, settle, random)) {
                    session.open();
                    while (!isStopping()) {
                        session.turn();
                        worked();
                    }
                } catch (SQLException | KafkaException | EmbeddingFailed e) {
                    failed(e);
                }
            }
        }
    }

    private void worked() {
        backoff = Backoff.NONE;
        if (!(state instanceof EmbedState.Running)) {
            state = new EmbedState.Running();
            log.atInfo().log("embedding goes on");
        }
    }

    private void failed(Exception e) {
        metrics.failed();
        String reason = Failure.reasonToWait(e);
        state = new EmbedState.Waiting(reason);
        Duration delay = backoff.delay(random);
        backoff = backoff.next();
        log.atWarn()
                .addKeyValue("error", reason)
                .addKeyValue("durationMs", delay.toMillis())
                .log("embedding failed and is tried again");
        await(delay);
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
    }
}
