package dev.tributary.rpc.daemon;

import dev.tributary.rpc.place.DaemonPlace;
import java.io.IOException;
import java.util.List;

/// One running daemon: from the lock on, until it leaves.
public final class Daemon implements AutoCloseable {

    private final DaemonFacts facts;

    private Daemon(DaemonFacts facts) {
        this.facts = facts;
    }

    /// Takes the lock, removes what a killed one left behind, and listens.
    ///
    /// @param build identity of this build; a client of another one makes the daemon leave
    /// @throws InstanceRuns if another process is this daemon
    public static Daemon open(
            DaemonPlace place,
            String build,
            Handler handler,
            DaemonLimits limits,
            List<Expiry> expiries)
            throws IOException, InstanceRuns {
        return dev.tributary.rpc.place.Skeleton.missing(place + build + handler + limits + expiries);
    }

    /// Blocks until an expiry, a newer client or [#leave] ends it and the work is done.
    ///
    /// @return the reason
    public String awaitEnd() throws InterruptedException {
        return dev.tributary.rpc.place.Skeleton.missing();
    }

    /// Takes no more commands and lets the running ones finish; returns at once.
    public void leave(String reason) {
        dev.tributary.rpc.place.Skeleton.<Object>missing(reason);
    }

    public DaemonFacts facts() {
        return facts;
    }

    /// Drains, then lets go of socket and lock.
    @Override
    public void close() throws IOException {
        dev.tributary.rpc.place.Skeleton.<Object>missing();
    }
}
