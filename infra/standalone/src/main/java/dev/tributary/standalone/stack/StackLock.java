package dev.tributary.standalone.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.runtime.DataDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One stack a data directory. The kernel's lock decides, not the file's existence: it goes with
/// its process, however that ends. The file's text tells people who holds it.
public final class StackLock implements AutoCloseable {

    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    /// @throws DataInUse if another process holds it
    static StackLock take(DataDirectory data) throws IOException {
        Files.createDirectories(data.run());
        FileChannel channel =
                FileChannel.open(
                        file(data),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            throw new DataInUse(data.root(), Files.readString(file(data)).strip());
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)), 0);
        return new StackLock(channel);
    }

    /// The process that runs the stack on this data, if one does.
    public static OptionalLong holder(DataDirectory data) throws IOException {
        if (!Files.exists(file(data))) {
            return OptionalLong.empty();
        }
        try (FileChannel channel =
                FileChannel.open(file(data), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                lock.release();
                return OptionalLong.empty();
            }
            return OptionalLong.of(Long.parseLong(Files.readString(file(data)).strip()));
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static Path file(DataDirectory data) {
        return data.run().resolve("stack.lock");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
