package dev.tributary.mcp.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Appends calls to a file: five of 10 MB each, readable by their owner alone. Several processes
/// may write to the same one; a line is written in one piece.
public final class AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final int FILES = 5;
    private static final Set<OpenOption> CREATE_OR_APPEND =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    private static final Set<OpenOption> CREATE_OR_WRITE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    private static final FileAttribute<?> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

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
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (isFull(file)) {
                rollOnce(file);
            }
            append(file, entry.line() + "\n");
        } catch (IOException e) {
            LOG.atError()
                    .addKeyValue("error", e.getClass().getSimpleName() + " " + file)
                    .log("The audit log cannot be written; make room or correct its permissions");
        }
    }

    private boolean isFull(Path file) throws IOException {
        return Files.exists(file) && Files.size(file) >= rollAt;
    }

    /// Two processes that find it full must not both put it aside, or the second one throws the
    /// oldest file away for the few lines that came in between.
    private void rollOnce(Path file) throws IOException {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        synchronized (AuditLog.class) {
            try (FileChannel channel = FileChannel.open(lock, CREATE_OR_WRITE, OWNER_ALONE);
                    FileLock _ = channel.lock()) {
                if (isFull(file)) {
                    roll(file);
                }
            }
        }
    }

    private static void append(Path file, String line) throws IOException {
        try (FileChannel channel = FileChannel.open(file, CREATE_OR_APPEND, OWNER_ALONE)) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
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
