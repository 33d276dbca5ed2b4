package dev.tributary.embedded;

import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The broker or Postgres cannot run here until somebody changes something; the message says what.
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String DISK_FULL = "No space left on device";
    private static final long MEGABYTE = 1024 * 1024;

    CannotStart(String message) {
        super(message);
    }

    CannotStart(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// @param part "Postgres", "the broker"
    static CannotStart in(Path directory, String part, Exception e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at instanceof CannotStart known) {
                return known;
            }
            if (at instanceof AccessDeniedException) {
                return new CannotStart(
                        part
                                + " may not use the directory \""
                                + directory
                                + "\"; make \""
                                + System.getProperty("user.name")
                                + "\" its owner, or choose another with --data",
                        e);
            }
            if (at.getMessage() != null && at.getMessage().contains(DISK_FULL)) {
                return diskFull(directory, part);
            }
        }
        return new CannotStart(
                part + " does not start on the directory \"" + directory + "\": " + e.getMessage(),
                e);
    }

    /// Before anything is written: what stops in the middle of it leaves worse messages.
    static void requireSpace(Path directory, long megabytes, String part) {
        if (directory.toFile().getUsableSpace() / MEGABYTE < megabytes) {
            throw diskFull(directory, part);
        }
    }

    private static CannotStart diskFull(Path directory, String part) {
        return new CannotStart(
                "the disk of \""
                        + directory
                        + "\" is full ("
                        + directory.toFile().getUsableSpace() / MEGABYTE
                        + " MB free) and "
                        + part
                        + " does not start; make room and start again, nothing is lost");
    }
}
