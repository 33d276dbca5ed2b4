package dev.tributary.cli.command;

import dev.tributary.cli.deadletter.DeadLetterCount;
import dev.tributary.cli.deadletter.DeadLetterTopic;
import dev.tributary.cli.status.IngestorStatus;
import dev.tributary.cli.status.LogProgress;
import dev.tributary.cli.status.LogProgress.Lag;
import dev.tributary.cli.status.StackStatus;
import dev.tributary.contract.answer.Answer.ArchiveStatus;
import dev.tributary.contract.answer.Answer.Position;
import dev.tributary.contract.answer.Answered;
import dev.tributary.contract.answer.Meta;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.query.ArchiveUnavailable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `status`: each part that is away is named, the others are shown.
@Command(
        name = "status",
        description = "Each account and stage: connection, last event, counts, lag, vectors.",
        footer = {
            "",
            "Exit codes: 0 the archive answers, 1 error, 4 it does not answer (run tributary up),"
                    + " 64 usage."
        })
final class StatusCommand implements Callable<Integer> {

    private final Workplace workplace;

    @Mixin private CommonOptions common;

    @Option(
            names = "--ingestor",
            paramLabel = "URL",
            description =
                    "Where the ingestor tells its status (default: what the running stack says, or"
                            + " http://127.0.0.1:9464/status)")
    private @Nullable URI ingestor;

    StatusCommand(Workplace workplace) {
        this.workplace = workplace;
        this.common = new CommonOptions(workplace);
    }

    @Override
    public Integer call() throws InterruptedException {
        long start = System.nanoTime();
        Settings settings = common.installation().settings();
        Endpoints endpoints = common.installation().endpoints(settings);
        List<String> away = new ArrayList<>();
        Answered answered = archive(endpoints, settings, away);
        ArchiveStatus archive =
                answered != null && answered.answer() instanceof ArchiveStatus status
                        ? status
                        : null;
        List<Lag> lags = List.of();
        DeadLetterCount letters = null;
        try {
            List<Position> positions = archive == null ? List.of() : archive.positions();
            lags = new LogProgress(endpoints.kafka()).lags(positions);
            letters = letters(endpoints);
        } catch (KafkaException e) {
            away.add("Kafka does not answer: " + e.getMessage());
        }
        URI place = ingestor(endpoints);
        Optional<IngestorStatus> ingesting = IngestorStatus.read(place);
        if (ingesting.isEmpty()) {
            away.add("no ingestor answers at " + place);
        }
        Instant asOf = answered == null ? null : answered.meta().asOf();
        Meta meta = new Meta(Duration.ofNanos(System.nanoTime() - start), asOf, away, null, null);
        StackStatus status = new StackStatus(archive, ingesting.orElse(null), lags, letters);
        common.renderer().render(status.report(meta));
        return archive == null ? ExitCode.NOTHING_REACHABLE : ExitCode.OK;
    }

    private URI ingestor(Endpoints endpoints) {
        if (ingestor != null) {
            return ingestor;
        }
        URI running = endpoints.ingestorStatus();
        return running == null ? IngestorStatus.LOCAL : running;
    }

    private @Nullable Answered archive(Endpoints endpoints, Settings settings, List<String> away)
            throws InterruptedException {
        try {
            return workplace
                    .asking()
                    .ask(endpoints.postgres(), settings.embedding(), new Question.Status());
        } catch (ArchiveUnavailable e) {
            away.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static DeadLetterCount letters(Endpoints endpoints) {
        try (DeadLetterTopic topic = new DeadLetterTopic(endpoints.kafka())) {
            return topic.count();
        }
    }
}
