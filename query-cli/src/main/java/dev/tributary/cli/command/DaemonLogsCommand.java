package dev.tributary.cli.command;

import dev.tributary.cli.daemon.LogTail;
import dev.tributary.cli.daemon.QueryDaemon;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.program.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `daemon logs`: reads the file, so that it works when no daemon does.
@Command(
        name = "logs",
        description = "Show the end of its log.",
        footer = {"", "Exit codes: 0 ok, 1 there is no log, 64 usage."})
final class DaemonLogsCommand implements Callable<Integer> {

    private final Workplace workplace;

    @Mixin private Installation installation;

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "50",
            description = "So many lines (default: 50)")
    private int lines = 50;

    @Option(names = "--follow", description = "Go on with what is written, until Ctrl+C")
    private boolean follow;

    DaemonLogsCommand(Workplace workplace) {
        this.workplace = workplace;
        this.installation =
                new Installation(
                        workplace.invocation().environment(),
                        workplace.invocation().workingDirectory());
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path file = QueryDaemon.logFile(installation.identity());
        if (!Files.exists(file)) {
            throw new IOException(
                    "there is no log at \""
                            + file
                            + "\"; a query daemon that is started in the background writes it");
        }
        LogTail tail = new LogTail(file, workplace.invocation().out());
        tail.print(lines);
        if (follow) {
            tail.follow();
        }
        return ExitCode.OK;
    }
}
