package dev.tributary.mcp.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Appends calls to a file: five of 10 MB each, readable by their owner alone. Several processes
/// may write to the same one; a line is written in one piece.
public final class AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final int FILES = 5;

    private final @Nullable Path file;
    private final long rollAt;

    private AuditLog(@Nullable Path file, long rollAt) {
        this.file = file;
        this.rollAt = rollAt;
    }

    public static AuditLog to(Path file) {
        return new AuditLog(file, 10L << 20);
    }

    static AuditLog to(Path file, long rollAt) {
        return new AuditLog(file, rollAt);
    }

    /// Writes nothing.
    public static AuditLog off() {
        return new AuditLog(null, 0);
    }

    /// A call that cannot be written down is told in the program's log and answered all the same.
    public synchronized void write(AuditEntry entry) {
        if (file == null) {
            return;
        }
        try {
            if (!Files.exists(file)) {
                create(file);
            } else if (Files.size(file) >= rollAt) {
                roll(file);
                create(file);
            }
            Files.write(
                    file,
                    (entry.line() + "\n").getBytes(UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.atError()
                    .addKeyValue("error", e.getClass().getSimpleName() + " " + file)
                    .log("The audit log cannot be written; make room or correct its permissions");
        }
    }

    private static void create(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static void roll(Path file) throws IOException {
        for (int i = FILES - 1; i >= 1; i--) {
            Path from = i == 1 ? file : file.resolveSibling(file.getFileName() + "." + (i - 1));
            if (Files.exists(from)) {
                Files.move(
                        from,
                        file.resolveSibling(file.getFileName() + "." + i),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
