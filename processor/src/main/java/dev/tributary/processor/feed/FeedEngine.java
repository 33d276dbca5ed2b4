package dev.tributary.processor.feed;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of Debezium, from [#start] until it fails or is closed.
final class FeedEngine implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FeedEngine.class);
    private static final long PAUSE_MILLIS = 20;
    private static final int MOST_PAUSES = 1_000;

    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable String failure;

    /// @param sink what it throws ends the run; what it returns from is acknowledged. Called from
    ///   the engine's thread.
    static FeedEngine start(Properties settings, Consumer<List<FedChange>> sink) {
        FeedEngine engine = new FeedEngine(settings, sink);
        Thread.ofPlatform().name("feed-engine").daemon().start(engine::run);
        return engine;
    }

    private FeedEngine(Properties settings, Consumer<List<FedChange>> sink) {
        this.engine =
                DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                        .using(settings)
                        .using(FeedEngine.class.getClassLoader())
                        .using((success, message, error) -> {
                            if (!success) {
                                failure = reason(message, error);
                            }
                        })
                        .notifying((events, committer) -> handle(events, committer, sink))
                        .build();
    }

    private static void handle(
            List<RecordChangeEvent<SourceRecord>> events,
            DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer,
            Consumer<List<FedChange>> sink)
            throws InterruptedException {
        List<FedChange> changes =
                events.stream()
                        .map(RecordChangeEvent::record)
                        .map(FedChange::of)
                        .flatMap(Optional::stream)
                        .toList();
        if (!changes.isEmpty()) {
            sink.accept(changes);
        }
        for (RecordChangeEvent<SourceRecord> event : events) {
            committer.markProcessed(event);
        }
        committer.markBatchFinished();
    }

    private void run() {
        try {
            engine.run();
        } finally {
            ended.countDown();
        }
    }

    /// Why it has ended; empty while it runs.
    Optional<String> ended() {
        if (ended.getCount() > 0) {
            return Optional.empty();
        }
        String reason = failure;
        return Optional.of(reason == null ? "Debezium has stopped" : reason);
    }

    /// Of the innermost cause that has any: the others only say that something failed.
    private static String reason(@Nullable String message, @Nullable Throwable error) {
        String reason = message;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null) {
                reason = cause.getMessage();
            }
        }
        return reason == null ? "Debezium gives no reason" : reason;
    }

    /// Acknowledges what was handled. An engine refuses to be closed while it starts and while it
    /// ends by itself, hence the patience.
    @Override
    public void close() {
        try {
            for (int pause = 0; pause < MOST_PAUSES && ended.getCount() > 0; pause++) {
                try {
                    engine.close();
                } catch (IllegalStateException e) {
                    log.atDebug().setCause(e).log("the feed's engine cannot be closed yet");
                }
                if (ended.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.atWarn().setCause(e).log("the feed's engine did not close");
        }
    }
}
