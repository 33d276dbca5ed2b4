package dev.tributary.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the cluster's files are: in the directory that was asked for, or, when the server's user
/// cannot reach that one (root's home is closed to all others), in a directory of its own below
/// `/var/lib/tributary-postgres`, to which a symbolic link leads from there.
final class ClusterHome {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterHome.class);
    private static final Path ELSEWHERE = Path.of("/var/lib/tributary-postgres");
    static final String LINK = "cluster";

    private ClusterHome() {}

    static Path of(StateDirectory state, ServerUser user) throws IOException {
        Path here = state.file(LINK);
        if (Files.isSymbolicLink(here)) {
            return existing(here, user);
        }
        if (!Files.isDirectory(here, LinkOption.NOFOLLOW_LINKS)) {
            user.own(here);
        }
        if (user.canUse(here)) {
            return here;
        }
        Files.delete(here);
        return elsewhere(state, here, user);
    }

    private static Path existing(Path link, ServerUser user) throws IOException {
        Path home = link.toRealPath();
        if (!user.canUse(home)) {
            throw new IOException(
                    "its cluster is in \"" + home + "\", which the server's user cannot use");
        }
        return home;
    }

    /// The name is random and not made of the path: whoever deletes the data and starts again gets
    /// a new cluster and not the old one without its password.
    private static Path elsewhere(StateDirectory state, Path link, ServerUser user)
            throws IOException {
        Files.createDirectories(ELSEWHERE);
        Files.setPosixFilePermissions(ELSEWHERE, PosixFilePermissions.fromString("rwx--x--x"));
        byte[] id = new byte[6];
        state.random().nextBytes(id);
        Path home = ELSEWHERE.resolve(HexFormat.of().formatHex(id));
        user.own(home);
        user.write(home.resolve("belongs-to"), state.root() + "\n");
        Files.createSymbolicLink(link, home);
        LOG.atInfo()
                .addKeyValue("directory", home)
                .log("the server's user cannot reach the data directory; the cluster is elsewhere");
        return home;
    }
}
