package dev.tributary.cli.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.cli.client.Client;
import dev.tributary.cli.client.DaemonLaunch;
import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.rpc.client.CommandFailed;
import dev.tributary.rpc.client.DaemonClient;
import dev.tributary.rpc.client.DaemonStart;
import dev.tributary.rpc.client.DaemonUnavailable;
import dev.tributary.rpc.client.ReplyLost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Both ways of the thin client: it starts a daemon, and it passes a call to one that runs. What is
/// started here is no daemon and ends at once, because what is being built cannot run yet.
///
/// `ClientRehearsal DIRECTORY ARGUMENT...`, the arguments of the call; no daemon is the directory's
public final class ClientRehearsal {

    private ClientRehearsal() {}

    public static void main(String[] args) throws Exception {
        startInVain(Path.of(args[0]));
        Client.main(List.of(args).subList(1, args.length).toArray(String[]::new));
    }

    private static void startInVain(Path directory)
            throws IOException, ReplyLost, CommandFailed, InterruptedException {
        ArchiveIdentity archive =
                ArchiveIdentity.of(directory, null, directory, System.getenv(), "", directory);
        DaemonClient client =
                new DaemonClient(DaemonLaunch.place(archive, System.getenv()), "training");
        DaemonStart start =
                new DaemonStart(
                        List.of("/bin/sh", "-c", "exit 1"),
                        directory.resolve("first.out"),
                        Duration.ofSeconds(30));
        try {
            client.call(ByteBuffer.wrap("a call".getBytes(UTF_8)), new Nowhere(), start);
            throw new IllegalStateException("a daemon answered that does not exist");
        } catch (DaemonUnavailable asExpected) {
            System.err.println(asExpected.getMessage());
        }
    }
}
