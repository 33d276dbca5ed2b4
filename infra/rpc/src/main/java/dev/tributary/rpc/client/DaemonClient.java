package dev.tributary.rpc.client;

import dev.tributary.rpc.place.DaemonPlace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/// One daemon, seen from outside. Each call has a connection of its own, so that calls may run side
/// by side and breaking one off cancels it alone.
public final class DaemonClient {

    private final DaemonPlace place;
    private final String build;

    /// @param build identity of the caller's build; a daemon of another one is replaced
    public DaemonClient(DaemonPlace place, String build) {
        this.place = place;
        this.build = build;
    }

    /// Starts the daemon if none runs, or one of another build.
    ///
    /// @return the command's exit code
    /// @throws IOException of the sink
    public int call(ByteBuffer command, ReplySink sink, DaemonStart start)
            throws IOException, DaemonUnavailable, ReplyLost, CommandFailed, InterruptedException {
        return dev.tributary.rpc.place.Skeleton.missing();
    }

    /// Asks the running daemon, whatever its build.
    ///
    /// @return empty if none runs
    public OptionalInt callRunning(ByteBuffer command, ReplySink sink)
            throws IOException, ReplyLost, CommandFailed {
        return dev.tributary.rpc.place.Skeleton.missing(place + build);
    }

    /// Starts the daemon and waits until it answers; if one of this build runs already, nothing
    /// happens.
    ///
    /// @return why it was started; null if it ran
    public @org.jspecify.annotations.Nullable Slowness start(DaemonStart start)
            throws IOException, DaemonUnavailable, InterruptedException {
        return dev.tributary.rpc.place.Skeleton.missing();
    }
}
