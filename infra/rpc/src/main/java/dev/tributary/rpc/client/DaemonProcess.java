package dev.tributary.rpc.client;

import dev.tributary.rpc.place.DaemonPlace;
import dev.tributary.rpc.place.InstanceLock;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// A running daemon, found by its lock.
///
/// @param pid of its process
public record DaemonProcess(long pid) {

    private static final Duration BETWEEN = Duration.ofMillis(10);

    /// How a daemon ended.
    public enum Ending {
        /// It finished its work.
        DRAINED,
        /// It did not within the patience given and was killed.
        KILLED
    }

    /// @return empty if none runs, whatever files are left
    public static Optional<DaemonProcess> find(DaemonPlace place) throws IOException {
        long pid = InstanceLock.holder(place);
        return pid == 0 ? Optional.empty() : Optional.of(new DaemonProcess(pid));
    }

    /// SIGTERM, and SIGKILL after the patience. Returns when the process is gone.
    public Ending stop(Duration patience) throws InterruptedException {
        ProcessHandle process = ProcessHandle.of(pid).orElse(null);
        if (process == null) {
            return Ending.DRAINED;
        }
        process.destroy();
        if (isGone(process, patience)) {
            return Ending.DRAINED;
        }
        process.destroyForcibly();
        isGone(process, patience);
        return Ending.KILLED;
    }

    /// Asks again and again: the JDK does so too where the process is not its child, but only three
    /// times a second.
    private static boolean isGone(ProcessHandle process, Duration patience)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(BETWEEN);
        }
        return true;
    }
}
