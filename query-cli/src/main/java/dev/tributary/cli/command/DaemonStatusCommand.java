package dev.tributary.cli.command;

import dev.tributary.cli.Invocation;
import dev.tributary.cli.Resident;
import dev.tributary.cli.TerminalFacts;
import dev.tributary.cli.client.CommandLineCall;
import dev.tributary.cli.client.DaemonLaunch;
import dev.tributary.cli.daemon.Build;
import dev.tributary.cli.daemon.DaemonStatus;
import dev.tributary.cli.daemon.ProcessMemory;
import dev.tributary.cli.status.StackReader;
import dev.tributary.cli.status.StackStatus;
import dev.tributary.contract.answer.Answer.ArchiveStatus;
import dev.tributary.contract.answer.Meta;
import dev.tributary.contract.config.InvalidSettings;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.contract.runtime.NothingReachable;
import dev.tributary.embedding.EmbeddingModels;
import dev.tributary.query.ArchiveUnavailable;
import dev.tributary.rpc.client.CommandFailed;
import dev.tributary.rpc.client.DaemonClient;
import dev.tributary.rpc.client.ReplyLost;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `daemon status`: asked from outside, it is passed on; the daemon itself answers.
@Command(
        name = "status",
        description =
                "Its process, model, database, memory, requests and latency, and the sources and"
                        + " lag as it sees them; each part that is away is named.",
        footer = {
            "",
            "Exit codes: 0 the daemon answers, 1 error, 4 none runs for this archive, 64 usage."
        })
final class DaemonStatusCommand implements Callable<Integer> {

    private final Workplace workplace;

    @Mixin private ShowOptions show;

    DaemonStatusCommand(Workplace workplace) {
        this.workplace = workplace;
        this.show = new ShowOptions(workplace);
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ReplyLost, CommandFailed {
        Resident resident = workplace.resident();
        if (resident == null) {
            return passOn();
        }
        long start = System.nanoTime();
        try {
            Settings settings = show.installation().settings();
            Endpoints endpoints = show.installation().endpoints(settings);
            StackReader reader = new StackReader(workplace.asking(), endpoints, settings);
            ArchiveStatus archive = reader.archive();
            StackStatus stack =
                    new StackStatus(archive, reader.programs(null), reader.lags(archive), null);
            DaemonStatus status =
                    status(
                            resident,
                            model(resident, endpoints.postgres(), settings.embedding()),
                            database(resident, endpoints.postgres(), settings.embedding()),
                            stack);
            render(status, reader, start);
        } catch (NothingReachable | InvalidSettings e) {
            StackStatus nothing = new StackStatus(null, null, List.of(), null);
            Meta meta = meta(start, List.of(String.valueOf(e.getMessage())));
            show.renderer().render(status(resident, null, null, nothing).report(meta));
        }
        return ExitCode.OK;
    }

    private void render(DaemonStatus status, StackReader reader, long start) {
        show.renderer().render(status.report(meta(start, reader.away())));
    }

    private static Meta meta(long start, List<String> away) {
        return new Meta(Duration.ofNanos(System.nanoTime() - start), null, away, null, null);
    }

    private DaemonStatus status(
            Resident resident,
            DaemonStatus.@Nullable Model model,
            DaemonStatus.@Nullable Database database,
            StackStatus stack) {
        return new DaemonStatus(
                resident.facts(),
                workplace.clock().instant(),
                model,
                database,
                stack,
                ProcessMemory.now());
    }

    private static DaemonStatus.@Nullable Model model(
            Resident resident, Endpoints.Postgres archive, Settings.Embedding embedding) {
        return embedding.enabled()
                ? new DaemonStatus.Model(
                        EmbeddingModels.name(embedding), resident.isModelLoaded(archive, embedding))
                : null;
    }

    private static DaemonStatus.Database database(
            Resident resident, Endpoints.Postgres archive, Settings.Embedding embedding) {
        String version;
        try {
            version = resident.postgresVersion(archive, embedding);
        } catch (ArchiveUnavailable e) {
            // The archive's own part has said so already.
            version = null;
        }
        return new DaemonStatus.Database(address(archive.jdbcUrl()), version);
    }

    /// Without parameters: a password may be among them.
    private static String address(String jdbcUrl) {
        URI address = URI.create(jdbcUrl.substring("jdbc:".length()).replaceFirst("\\?.*", ""));
        return address.getAuthority() == null
                ? address.getSchemeSpecificPart()
                : address.getAuthority() + address.getPath();
    }

    private int passOn() throws IOException, ReplyLost, CommandFailed {
        Invocation invocation = workplace.invocation();
        TerminalFacts terminal = invocation.terminal();
        ByteBuffer call =
                new CommandLineCall(
                                invocation.arguments(),
                                invocation.workingDirectory(),
                                terminal.interactive(),
                                terminal.columns(),
                                terminal.colour(),
                                invocation.environment().getOrDefault("TZ", ""),
                                ByteBuffer.allocate(0))
                        .encode();
        return new DaemonClient(
                        DaemonLaunch.place(
                                show.installation().identity(), invocation.environment()),
                        Build.ofThisProcess().identity())
                .callRunning(call, new PassedOn(invocation))
                .orElseThrow(NoDaemon::new);
    }
}
