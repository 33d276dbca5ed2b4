package dev.tributary.rpc.place;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The directory in which a user's daemons of one application keep their files.
final class PrivateDirectory {

    /// Of `st_mode`, inode(7).
    private static final int TYPE = 0170000;

    private static final int DIRECTORY = 0040000;
    private static final int PERMISSIONS = 0777;
    private static final int OWNER_ONLY = 0700;
    private static final int WRITABLE_BY_OTHERS = 0022;

    private PrivateDirectory() {}

    static Path of(String application, Map<String, String> environment) throws IOException {
        int uid = uid();
        Path runtime = runtimeDirectory(environment.get("XDG_RUNTIME_DIR"), uid);
        Path directory =
                runtime == null
                        ? Path.of(System.getProperty("java.io.tmpdir", "/tmp"))
                                .resolve(application + "-" + uid)
                        : runtime.resolve(application);
        try {
            check(directory, uid);
        } catch (NoSuchFileException absent) {
            create(directory);
            check(directory, uid);
        }
        return directory;
    }

    /// A variable that came along from another user's session (`su`) does not count, nor does a
    /// directory in which others could put one of their own in the place of ours.
    private static @Nullable Path runtimeDirectory(@Nullable String value, int uid) {
        if (value == null || !value.startsWith("/")) {
            return null;
        }
        Path directory = Path.of(value);
        try {
            Map<String, Object> facts = Files.readAttributes(directory, "unix:uid,mode");
            boolean usable =
                    number(facts, "uid") == uid
                            && (number(facts, "mode") & TYPE) == DIRECTORY
                            && (number(facts, "mode") & OWNER_ONLY) == OWNER_ONLY
                            && (number(facts, "mode") & WRITABLE_BY_OTHERS) == 0;
            return usable ? directory : null;
        } catch (IOException absent) {
            return null;
        }
    }

    private static void check(Path directory, int uid) throws IOException {
        Map<String, Object> facts =
                Files.readAttributes(directory, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
        int mode = number(facts, "mode");
        if ((mode & TYPE) != DIRECTORY) {
            throw unfit(directory, "is no directory; remove it");
        }
        if (number(facts, "uid") != uid) {
            throw unfit(
                    directory,
                    "belongs to user "
                            + number(facts, "uid")
                            + ", not to you ("
                            + uid
                            + "); set XDG_RUNTIME_DIR to a directory of your own");
        }
        if ((mode & PERMISSIONS) != OWNER_ONLY) {
            throw unfit(
                    directory,
                    "has the permissions "
                            + Integer.toOctalString(mode & PERMISSIONS)
                            + ", so that others could reach the daemon; if nobody else has put"
                            + " files there, run: chmod 700 "
                            + directory);
        }
    }

    private static IOException unfit(Path directory, String why) {
        return new IOException("the daemon's directory \"" + directory + "\" " + why);
    }

    private static void create(Path directory) throws IOException {
        try {
            Files.createDirectory(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException another) {
            return;
        } catch (IOException e) {
            throw new IOException(
                    "the daemon's directory \""
                            + directory
                            + "\" cannot be created ("
                            + e
                            + "); set XDG_RUNTIME_DIR to a directory of your own",
                    e);
        }
    }

    private static int uid() throws IOException {
        Path self = Path.of("/proc/self");
        if (Files.exists(self)) {
            return (Integer) Files.getAttribute(self, "unix:uid");
        }
        return (int) new com.sun.security.auth.module.UnixSystem().getUid();
    }

    private static int number(Map<String, Object> facts, String name) throws IOException {
        if (facts.get(name) instanceof Integer number) {
            return number;
        }
        throw new IOException("this system does not tell a file's " + name);
    }
}
