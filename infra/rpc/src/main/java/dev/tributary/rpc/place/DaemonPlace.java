package dev.tributary.rpc.place;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Where a daemon's files are: in a directory that only its user can enter.
///
/// @param directory `$XDG_RUNTIME_DIR/<application>`, or `<tmp>/<application>-<uid>`
public record DaemonPlace(Path directory, DaemonId id) {

    /// `sun_path` of unix(7) without its last byte; macOS has four bytes fewer.
    private static final int LONGEST_SOCKET =
            System.getProperty("os.name", "").startsWith("Mac") ? 103 : 107;

    /// Creates the directory (0700) if it is not there. Since it is this user's and nobody else can
    /// enter it, whoever listens in it is this user: a client need not ask for its peer's uid.
    ///
    /// @throws IOException with a sentence if it belongs to somebody else, others may enter it, or
    ///   its path is too long for a socket (108 bytes)
    public static DaemonPlace of(String application, DaemonId id, Map<String, String> environment)
            throws IOException {
        DaemonPlace place = new DaemonPlace(PrivateDirectory.of(application, environment), id);
        String socket = place.socket().toString();
        if (socket.length() * 3 > LONGEST_SOCKET && bytes(socket) > LONGEST_SOCKET) {
            throw new IOException(
                    "the path of the daemon's socket, \""
                            + socket
                            + "\", has "
                            + bytes(socket)
                            + " bytes, but a socket's path has at most "
                            + LONGEST_SOCKET
                            + "; set XDG_RUNTIME_DIR to a directory with a shorter path");
        }
        return place;
    }

    private static int bytes(String path) {
        return path.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }

    public Path socket() {
        return directory.resolve(id.name() + ".sock");
    }

    /// Locked by the running daemon; its text is the daemon's pid. Not to be opened elsewhere: see
    /// [InstanceLock].
    public Path pidFile() {
        return directory.resolve(id.name() + ".pid");
    }

    /// Locked by the client that starts the daemon, so that the others wait for it.
    public Path startFile() {
        return directory.resolve(id.name() + ".start");
    }
}
