package dev.tributary.cli.client;

import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.contract.runtime.QueryDaemonStart;
import dev.tributary.rpc.client.DaemonStart;
import dev.tributary.rpc.place.DaemonId;
import dev.tributary.rpc.place.DaemonPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Which daemon answers for an archive, and how it is started.
public final class DaemonLaunch {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private DaemonLaunch() {}

    public static DaemonPlace place(ArchiveIdentity archive, Map<String, String> environment)
            throws IOException {
        return DaemonPlace.of(
                QueryDaemonStart.FAMILY,
                DaemonId.of(QueryDaemonStart.KIND, archive.facts()),
                environment);
    }

    /// @param root of the checkout or installation
    public static DaemonStart start(Path root, ArchiveIdentity archive, DaemonPlace place) {
        QueryDaemonStart start = new QueryDaemonStart(root, archive);
        Path besideTheSocket = place.directory().resolve(place.id().name() + ".out");
        return new DaemonStart(start.command(), start.firstWords(besideTheSocket), DEADLINE);
    }

    /// The daemon's log. A question creates no data directory, and who asks may not be the one who
    /// may write there.
    public static Path log(ArchiveIdentity archive, DaemonPlace place) {
        Path logs = archive.data().resolve("logs");
        return Files.isWritable(Files.isDirectory(logs) ? logs : archive.data())
                ? logs.resolve("query-daemon.log")
                : place.directory().resolve(place.id().name() + ".log");
    }
}
