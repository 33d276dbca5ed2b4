package dev.tributary.processor;

import dev.tributary.archive.Archive;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.log.LogClients;
import dev.tributary.processor.normalise.Normalisers;
import dev.tributary.processor.rebuild.Outcome;
import dev.tributary.processor.rebuild.Progress;
import dev.tributary.processor.rebuild.Rebuild;
import dev.tributary.processor.rebuild.TableComparison;
import dev.tributary.program.Installation;
import dev.tributary.program.ProgramLogging;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `processor rebuild`: the archive anew from the raw log.
@Command(
        name = "rebuild",
        description = {
            "Derive the archive anew from the raw log and swap it in.",
            "",
            "The processor keeps running beside it: the new archive grows in a schema of its own,"
                + " is compared with the live one table by table at the same place of the log, and"
                + " takes over in one transaction. Vectors stay: nothing is embedded again."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 the archives were equal (or differences were accepted) and the new one"
                    + " is live, 1 they differ or an error, 4 Kafka or Postgres do not answer, 64"
                    + " usage."
        })
final class RebuildCommand implements Callable<Integer> {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);

    @Mixin private Installation installation = new Installation();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--accept-differences",
            description =
                    "swap also what differs: after a change of how events are read, or where the"
                            + " live archive is known to be incomplete")
    private boolean acceptDifferences;

    private long lastLine = System.nanoTime() - BETWEEN_LINES.toNanos();

    @Override
    public Integer call() throws SQLException, InterruptedException {
        Settings settings = installation.settings();
        Endpoints endpoints = installation.endpoints(settings);
        ProgramLogging.toStderr(settings.logging());
        try (Archive archive = Archive.open(endpoints.postgres())) {
            Outcome outcome =
                    new Rebuild(
                                    new LogClients(endpoints.kafka()),
                                    archive,
                                    new Normalisers(),
                                    this::tell)
                            .run(acceptDifferences);
            return report(outcome);
        }
    }

    private void tell(Progress progress) {
        long now = System.nanoTime();
        if (!(progress instanceof Progress.Comparing) && now - lastLine < BETWEEN_LINES.toNanos()) {
            return;
        }
        lastLine = now;
        PrintWriter talk = spec.commandLine().getErr();
        talk.println(
                switch (progress) {
                    case Progress.Replaying(long done, long total) ->
                            "replaying %,d of %,d raw records".formatted(done, total);
                    case Progress.Waiting(String what, long behind) ->
                            "waiting for the processor: %s is %,d records behind"
                                    .formatted(what, behind);
                    case Progress.Comparing() -> "comparing; new messages wait meanwhile";
                });
        talk.flush();
    }

    private int report(Outcome outcome) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-18s %14s %14s  %s%n", "table", "live rows", "rebuilt rows", "");
        for (TableComparison table : outcome.tables()) {
            out.printf(
                    "%-18s %,14d %,14d  %s%n",
                    table.table(),
                    table.live().rows(),
                    table.rebuilt().rows(),
                    table.equal() ? "equal" : "DIFFERENT");
        }
        if (outcome.skipped() > 0) {
            out.printf(
                    "%,d records cannot be read; query-cli dead-letters list shows them%n",
                    outcome.skipped());
        }
        out.println(
                switch (outcome) {
                    case Outcome.Swapped _ -> "The rebuilt archive is live.";
                    case Outcome.Different _ ->
                            "The archives differ, so the live one stays; the rebuilt one is in the"
                                    + " schema tributary_rebuild. After a change of how events are"
                                    + " read this is meant: --accept-differences swaps it in.";
                });
        out.flush();
        return switch (outcome) {
            case Outcome.Swapped _ -> ExitCode.OK;
            case Outcome.Different _ -> ExitCode.ERROR;
        };
    }
}
