package dev.tributary.rpc;

import dev.tributary.rpc.client.DaemonClient;
import dev.tributary.rpc.client.DaemonStart;
import dev.tributary.rpc.daemon.Daemon;
import dev.tributary.rpc.daemon.DaemonLimits;
import dev.tributary.rpc.daemon.Expiry;
import dev.tributary.rpc.daemon.Handler;
import dev.tributary.rpc.daemon.InstanceRuns;
import dev.tributary.rpc.place.DaemonId;
import dev.tributary.rpc.place.DaemonPlace;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/// A daemon in the test's own process, with a real socket.
public final class LocalDaemon implements AutoCloseable {

    public static final String BUILD = "b1";

    public static final DaemonLimits LIMITS = limits(16, 256, Duration.ofSeconds(10));

    private final DaemonPlace place;
    private final Daemon daemon;

    public LocalDaemon(Handler handler, DaemonLimits limits, Expiry... expiries)
            throws IOException, InstanceRuns {
        this.place = new DaemonPlace(Files.createTempDirectory("rpc"), new DaemonId("local"));
        this.daemon = Daemon.open(place, BUILD, handler, limits, List.of(expiries));
    }

    /// @param grace long, so that nobody is cut off because the machine is busy, except where
    ///   somebody is to be
    public static DaemonLimits limits(int commands, int connections, Duration grace) {
        return new DaemonLimits(
                commands,
                connections,
                2,
                1 << 20,
                grace,
                Duration.ofSeconds(5),
                Duration.ofMillis(20));
    }

    public DaemonPlace place() {
        return place;
    }

    public Daemon daemon() {
        return daemon;
    }

    /// @return the reply's standard output
    public String ask(String text) throws Exception {
        CollectedReply reply = new CollectedReply();
        call(text, reply);
        return reply.out();
    }

    public int call(String text, CollectedReply reply) throws Exception {
        return new DaemonClient(place, BUILD).call(TestHandler.command(text), reply, never());
    }

    /// A start that shows if it is attempted.
    public DaemonStart never() {
        return new DaemonStart(
                List.of("/bin/false"), place.directory().resolve("out"), Duration.ofSeconds(2));
    }

    public SocketChannel connection() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(place.socket()));
    }

    @Override
    public void close() throws IOException {
        daemon.close();
        ChildDaemon.remove(place.directory());
    }
}
