package dev.tributary.cli.status;

import dev.tributary.cli.Asking;
import dev.tributary.cli.deadletter.DeadLetterCount;
import dev.tributary.cli.deadletter.DeadLetterTopic;
import dev.tributary.cli.status.LogProgress.Lag;
import dev.tributary.contract.answer.Answer.ArchiveStatus;
import dev.tributary.contract.answer.Answered;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.query.ArchiveUnavailable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/// Asks the places that know how the stack is doing, and remembers which of them are away. Used
/// once, by one thread.
public final class StackReader {

    /// A question may take longer; who asks how the stack does wants to know what hangs.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Asking asking;
    private final Endpoints endpoints;
    private final Settings settings;
    private final Duration patience;
    private final List<String> away = new ArrayList<>();
    private @Nullable Instant asOf;
    private boolean isLogAway;

    public StackReader(Asking asking, Endpoints endpoints, Settings settings) {
        this(asking, endpoints, settings, PATIENCE);
    }

    StackReader(Asking asking, Endpoints endpoints, Settings settings, Duration patience) {
        this.asking = asking;
        this.endpoints = endpoints;
        this.settings = settings;
        this.patience = patience;
    }

    /// Null if Postgres does not answer.
    public @Nullable ArchiveStatus archive() throws InterruptedException {
        FutureTask<Answered> question = new FutureTask<>(this::askArchive);
        Thread.ofVirtual().name("archive-status").start(question);
        try {
            Answered answered = question.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            asOf = answered.meta().asOf();
            return answered.answer() instanceof ArchiveStatus status ? status : null;
        } catch (TimeoutException e) {
            away.add(
                    "Postgres does not answer: it has said nothing for "
                            + patience.toSeconds()
                            + " s");
            return null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ArchiveUnavailable unavailable) {
                away.add(String.valueOf(unavailable.getMessage()));
                return null;
            }
            throw e.getCause() instanceof RuntimeException defect
                    ? defect
                    : new IllegalStateException(e.getCause());
        } finally {
            question.cancel(true);
        }
    }

    private Answered askArchive() throws InterruptedException {
        return asking.ask(endpoints.postgres(), settings.embedding(), new Question.Status());
    }

    /// Empty if Kafka does not answer.
    public List<Lag> lags(@Nullable ArchiveStatus archive) throws InterruptedException {
        try {
            return new LogProgress(endpoints.kafka())
                    .lags(archive == null ? List.of() : archive.positions());
        } catch (InterruptException e) {
            throw new InterruptedException(e.getMessage());
        } catch (KafkaException e) {
            logIsAway(e);
            return List.of();
        }
    }

    /// Null if Kafka does not answer; it is not asked again where it did not before.
    public @Nullable DeadLetterCount deadLetters() throws InterruptedException {
        if (isLogAway) {
            return null;
        }
        try (DeadLetterTopic topic = new DeadLetterTopic(endpoints.kafka())) {
            return topic.count();
        } catch (InterruptException e) {
            throw new InterruptedException(e.getMessage());
        } catch (KafkaException e) {
            logIsAway(e);
            return null;
        }
    }

    private void logIsAway(KafkaException e) {
        isLogAway = true;
        away.add("Kafka does not answer: " + e.getMessage());
    }

    /// Null if neither an ingestor nor a processor answers.
    ///
    /// @param named where the caller says that the ingestor is, null if nobody says
    public @Nullable IngestorStatus programs(@Nullable URI named) throws InterruptedException {
        StatusPages usual = StatusPages.of(settings.status(), endpoints);
        StatusPages pages = named == null ? usual : usual.withIngestor(named);
        IngestorStatus status = IngestorStatus.read(pages).orElse(null);
        if (status == null || status.connections() == null) {
            away.add("no ingestor answers at " + pages.ingestor());
        }
        if (pages.processor() != null && (status == null || status.stages().isEmpty())) {
            away.add("no processor answers at " + pages.processor());
        }
        return status;
    }

    /// A sentence for each place that did not answer so far.
    public List<String> away() {
        return List.copyOf(away);
    }

    /// The newest send time that the archive's answer could have seen.
    public @Nullable Instant asOf() {
        return asOf;
    }
}
