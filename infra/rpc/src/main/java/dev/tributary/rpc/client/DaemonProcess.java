package dev.tributary.rpc.client;

import dev.tributary.rpc.place.DaemonPlace;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// A running daemon, found by its lock.
///
/// @param pid of its process
public record DaemonProcess(long pid) {

    /// How a daemon ended.
    public enum Ending {
        /// It finished its work.
        DRAINED,
        /// It did not within the patience given and was killed.
        KILLED
    }

    /// @return empty if none runs, whatever files are left
    public static Optional<DaemonProcess> find(DaemonPlace place) throws IOException {
        return dev.tributary.rpc.place.Skeleton.missing(place.toString());
    }

    /// SIGTERM, and SIGKILL after the patience.
    public Ending stop(Duration patience) throws InterruptedException {
        return dev.tributary.rpc.place.Skeleton.missing(patience.toString());
    }
}
