package dev.tributary.ingestor.telegram.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/// Content under its SHA-256, each once: `ab/ab12...`. Only the owner may enter or read. A name
/// that exists has its whole content behind it.
public final class FileStore {

    /// The log and the database live on the same disk, as a rule, and need it more.
    private static final long RESERVE = 1_000_000_000;

    private static final Set<PosixFilePermission> OWNER =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> PRIVATE =
            PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS =
            PosixFilePermissions.asFileAttribute(OWNER);
    private static final int BUFFER = 1 << 16;

    private final Path directory;
    private final long reserve;

    /// @param size in bytes
    public record Content(String sha256, long size) {}

    public FileStore(Path directory) {
        this(directory, RESERVE);
    }

    /// @param reserve bytes of the disk that are left to others
    FileStore(Path directory, long reserve) {
        this.directory = directory;
        this.reserve = reserve;
    }

    /// Whether the disk has it, and more for those who live there too.
    public boolean hasRoomFor(long bytes) throws IOException {
        Files.createDirectories(directory, OWNERS);
        return Files.getFileStore(directory).getUsableSpace() - bytes >= reserve;
    }

    /// Takes the file away from where it is.
    public Content put(Path file) throws IOException {
        Content content = read(file);
        Path target = directory.resolve(content.sha256().substring(0, 2)).resolve(content.sha256());
        if (Files.exists(target)) {
            Files.delete(file);
            return content;
        }
        Files.createDirectories(target.getParent(), OWNERS);
        try {
            move(file, target);
        } catch (AtomicMoveNotSupportedException e) {
            copy(file, target);
        }
        return content;
    }

    private static void move(Path file, Path target) throws IOException {
        Files.setPosixFilePermissions(file, PRIVATE);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /// To another disk; one at a time, since accounts may have the same content.
    private synchronized void copy(Path file, Path target) throws IOException {
        Path next = target.resolveSibling(target.getFileName() + ".next");
        Files.copy(file, next, StandardCopyOption.REPLACE_EXISTING);
        move(next, target);
        Files.delete(file);
    }

    private static Content read(Path file) throws IOException {
        MessageDigest sha = sha256();
        long size = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha.update(buffer, 0, read);
                size += read;
            }
        }
        return new Content(HexFormat.of().formatHex(sha.digest()), size);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
