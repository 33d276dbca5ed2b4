package dev.tributary.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.cli.client.DaemonLaunch;
import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.program.Installation;
import dev.tributary.program.LogTail;
import java.io.IOException;
import java.io.PrintWriter;
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
        ArchiveIdentity archive = installation.identity();
        Path file =
                DaemonLaunch.log(
                        archive, DaemonLaunch.place(archive, workplace.invocation().environment()));
        if (!Files.exists(file)) {
            throw new IOException(
                    "there is no log at \""
                            + file
                            + "\"; a query daemon that is started in the background writes it");
        }
        PrintWriter out = new PrintWriter(workplace.invocation().out(), false, UTF_8);
        new LogTail(file).print(lines, follow, out);
        return ExitCode.OK;
    }
}
