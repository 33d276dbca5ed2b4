package dev.tributary.rpc;

import dev.tributary.rpc.daemon.Daemon;
import dev.tributary.rpc.daemon.DaemonLimits;
import dev.tributary.rpc.daemon.Expiry;
import dev.tributary.rpc.daemon.InstanceRuns;
import dev.tributary.rpc.place.DaemonId;
import dev.tributary.rpc.place.DaemonPlace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A daemon in a process of its own: `TestDaemon <directory> <name> <build>`.
public final class TestDaemon {

    private TestDaemon() {}

    public static void main(String[] arguments) throws Exception {
        DaemonPlace place = new DaemonPlace(Path.of(arguments[0]), new DaemonId(arguments[1]));
        System.out.println("starting " + arguments[2]);
        if (arguments[2].equals("broken")) {
            System.out.println("no model");
            System.exit(9);
        }
        DaemonLimits limits =
                new DaemonLimits(
                        16,
                        256,
                        4,
                        1 << 20,
                        Duration.ofMillis(300),
                        Duration.ofSeconds(5),
                        Duration.ofMillis(50));
        List<Expiry> expiries =
                List.of(Expiry.afterIdle(Duration.ofSeconds(Integer.getInteger("idle", 60))));
        TestHandler handler = new TestHandler();
        try (Daemon daemon = Daemon.open(place, arguments[2], handler, limits, expiries)) {
            Thread main = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(daemon, main)));
            System.out.println("left: " + daemon.awaitEnd());
        } catch (InstanceRuns e) {
            System.out.println(e.getMessage());
            System.exit(75);
        }
    }

    private static void drain(Daemon daemon, Thread main) {
        daemon.leave("SIGTERM");
        try {
            main.join(Duration.ofSeconds(9));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
