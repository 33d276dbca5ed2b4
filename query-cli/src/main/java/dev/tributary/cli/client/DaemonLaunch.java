package dev.tributary.cli.client;

import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.rpc.client.DaemonStart;
import dev.tributary.rpc.place.DaemonId;
import dev.tributary.rpc.place.DaemonPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Which daemon answers for an archive, and how it is started.
public final class DaemonLaunch {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private DaemonLaunch() {}

    public static DaemonPlace place(ArchiveIdentity archive, Map<String, String> environment)
            throws IOException {
        return DaemonPlace.of("tributary", DaemonId.of("query", archive.facts()), environment);
    }

    /// @param root of the checkout or installation
    public static DaemonStart start(Path root, ArchiveIdentity archive, DaemonPlace place) {
        List<String> command = new ArrayList<>();
        command.add(root.resolve("bin/query-cli").toString());
        command.add("daemon");
        command.add("start");
        command.add("--foreground");
        command.add("--log-to-file");
        command.add("--data");
        command.add(archive.data().toString());
        if (archive.configuration() != null) {
            command.add("--config");
            command.add(archive.configuration().toString());
        }
        return new DaemonStart(command, firstWords(archive, place), DEADLINE);
    }

    /// The daemon's log. A question creates no data directory, and who asks may not be the one who
    /// may write there.
    public static Path log(ArchiveIdentity archive, DaemonPlace place) {
        Path logs = archive.data().resolve("logs");
        return Files.isWritable(Files.isDirectory(logs) ? logs : archive.data())
                ? logs.resolve("query-daemon.log")
                : place.directory().resolve(place.id().name() + ".log");
    }

    /// What the process prints before it has a log.
    private static Path firstWords(ArchiveIdentity archive, DaemonPlace place) {
        Path logs = archive.data().resolve("logs");
        return Files.isDirectory(logs) && Files.isWritable(logs)
                ? logs.resolve("query-daemon.out")
                : place.directory().resolve(place.id().name() + ".out");
    }
}
