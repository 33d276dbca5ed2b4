package dev.tributary.cli.command;

import dev.tributary.cli.deadletter.DeadLetterCount;
import dev.tributary.cli.status.IngestorStatus;
import dev.tributary.cli.status.LogProgress.Lag;
import dev.tributary.cli.status.StackReader;
import dev.tributary.cli.status.StackStatus;
import dev.tributary.contract.answer.Answer.ArchiveStatus;
import dev.tributary.contract.answer.Meta;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.ExitCode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
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
        StackReader reader =
                new StackReader(
                        workplace.asking(), common.installation().endpoints(settings), settings);
        ArchiveStatus archive = reader.archive();
        List<Lag> lags = reader.lags(archive);
        DeadLetterCount letters = reader.deadLetters();
        IngestorStatus programs = reader.programs(ingestor);
        Meta meta =
                new Meta(
                        Duration.ofNanos(System.nanoTime() - start),
                        reader.asOf(),
                        reader.away(),
                        null,
                        null);
        StackStatus status = new StackStatus(archive, programs, lags, letters);
        common.renderer().render(status.report(meta));
        return archive == null ? ExitCode.NOTHING_REACHABLE : ExitCode.OK;
    }
}
