package dev.tributary.cli.doctor;

import dev.tributary.archive.examination.PostgresExamination;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.Finding;
import dev.tributary.contract.runtime.NothingReachable;
import dev.tributary.log.LogClients;
import dev.tributary.log.examination.KafkaExamination;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Looks at each place that the programs need, in the order of the flow.
public record Examination(Settings settings, DataDirectory data, InstantSource clock) {

    private static final String DISK = "disk";
    private static final long LEAST_BYTES = 1L << 30;
    private static final int LEAST_PERCENT = 10;

    public Diagnosis run() throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(kafka());
        findings.addAll(postgres());
        findings.addAll(disk());
        return new Diagnosis(findings);
    }

    private List<Finding> kafka() throws InterruptedException {
        try {
            return KafkaExamination.examine(
                    new LogClients(Endpoints.resolveKafka(settings, data)),
                    settings.kafka(),
                    clock);
        } catch (NothingReachable e) {
            return List.of(
                    Finding.unreachable("Kafka", String.valueOf(e.getMessage()), "tributary up"));
        }
    }

    private List<Finding> postgres() {
        try {
            return PostgresExamination.examine(
                    Endpoints.resolvePostgres(settings, data), settings.processor().feed(), clock);
        } catch (NothingReachable e) {
            return List.of(
                    Finding.unreachable(
                            "Postgres", String.valueOf(e.getMessage()), "tributary up"));
        }
    }

    /// Of the embedded stack's log and database; a server's own disk cannot be seen from here.
    private List<Finding> disk() {
        if (!Files.isDirectory(data.root())) {
            return List.of();
        }
        try {
            FileStore store = Files.getFileStore(data.root());
            return List.of(disk(store.getUsableSpace(), store.getTotalSpace()));
        } catch (IOException e) {
            return List.of(
                    Finding.warning(
                            DISK,
                            "the free space of \"%s\" is not known: %s"
                                    .formatted(data.root(), e.getMessage()),
                            "df -h " + data.root()));
        }
    }

    private Finding disk(long free, long total) {
        long percent = total == 0 ? 0 : 100 * free / total;
        String sentence =
                "\"%s\" has %d MB free of %d MB".formatted(data.root(), free >> 20, total >> 20);
        String remedy = "make room: du -sh %s/*".formatted(data.root());
        if (free < LEAST_BYTES) {
            return Finding.problem(DISK, sentence, remedy);
        }
        return percent < LEAST_PERCENT
                ? Finding.warning(DISK, sentence, remedy)
                : Finding.ok(DISK, sentence);
    }
}
