package dev.tributary.cli.rehearsal;

import dev.tributary.cli.QueryCli;
import dev.tributary.cli.client.CommandLineCall;
import dev.tributary.cli.client.DaemonLaunch;
import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.rpc.client.CommandFailed;
import dev.tributary.rpc.client.DaemonClient;
import dev.tributary.rpc.client.ReplyLost;
import dev.tributary.rpc.place.DaemonPlace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/// The daemon as a client starts it, with its log in a file, from its start to the first answer and
/// its end. A caller in the same process asks it over its socket.
///
/// `DaemonRehearsal DATA_DIRECTORY`
public final class DaemonRehearsal {

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(20);

    private DaemonRehearsal() {}

    public static void main(String[] args) throws IOException {
        Path data = Path.of(args[0]);
        Rehearsal.loadAll();
        try (StandIn archive = new StandIn()) {
            archive.announce(data);
            Thread.ofPlatform().daemon().name("asker").start(() -> ask(data));
            QueryCli.main(
                    new String[] {
                        "daemon", "start", "--foreground", "--log-to-file", "--data", args[0]
                    });
        }
    }

    /// Ends the process as a signal does: the daemon closes its parts before.
    private static void ask(Path data) {
        try {
            for (String format : List.of("table", "json", "ndjson")) {
                int exitCode = answer(data, format);
                if (exitCode != ExitCode.OK) {
                    throw new IllegalStateException("the rehearsed search ended with " + exitCode);
                }
            }
            System.exit(ExitCode.OK);
        } catch (IOException | ReplyLost | CommandFailed | RuntimeException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(ExitCode.ERROR);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int answer(Path data, String format)
            throws IOException, ReplyLost, CommandFailed, InterruptedException {
        ArchiveIdentity archive = ArchiveIdentity.of(data, null, data, System.getenv(), "", data);
        DaemonPlace place = DaemonLaunch.place(archive, System.getenv());
        DaemonClient client = new DaemonClient(place, System.getProperty("tributary.build", ""));
        CommandLineCall call =
                new CommandLineCall(
                        List.of(
                                "search",
                                "text",
                                "word",
                                "--output",
                                format,
                                "--data",
                                data.toString()),
                        data,
                        false,
                        0,
                        false,
                        "",
                        ByteBuffer.allocate(0));
        while (true) {
            OptionalInt exitCode = client.callRunning(call.encode(), new Nowhere());
            if (exitCode.isPresent()) {
                return exitCode.getAsInt();
            }
            Thread.sleep(BETWEEN_ATTEMPTS);
        }
    }
}
