package dev.tributary.rpc.place;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Where a daemon's files are: in a directory that only its user can enter.
///
/// @param directory `$XDG_RUNTIME_DIR/<application>`, or `<tmp>/<application>-<uid>`
public record DaemonPlace(Path directory, DaemonId id) {

    /// Creates the directory (0700) if it is not there.
    ///
    /// @throws IOException with a sentence if it belongs to somebody else, others may enter it, or
    ///   its path is too long for a socket (108 bytes)
    public static DaemonPlace of(String application, DaemonId id, Map<String, String> environment)
            throws IOException {
        return dev.tributary.rpc.place.Skeleton.missing();
    }

    public Path socket() {
        return directory.resolve(id.name() + ".sock");
    }

    /// Locked by the running daemon; its text is the daemon's pid.
    public Path pidFile() {
        return directory.resolve(id.name() + ".pid");
    }

    /// Locked by the client that starts the daemon, so that the others wait for it.
    public Path startFile() {
        return directory.resolve(id.name() + ".start");
    }
}
