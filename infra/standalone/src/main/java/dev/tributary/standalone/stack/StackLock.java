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

    /// Somebody who only looks for the holder has the file for less than this.
    private static final int MOST_LOOKS = 10;

    private static final long LOOK_MILLIS = 20;

    private static final String RUNS = "stack.lock";
    private static final String STARTS = "start.lock";

    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    /// @throws DataInUse if another process holds it
    static StackLock take(DataDirectory data) throws IOException, InterruptedException {
        return take(data.root(), data.run().resolve(RUNS));
    }

    /// For the one that starts a stack in the background, until that holds its own: of two that
    /// start at once, one would forget the other's supervisor.
    ///
    /// @throws DataInUse if another process holds it
    public static StackLock takeToStart(DataDirectory data)
            throws IOException, InterruptedException {
        return take(data.root(), data.run().resolve(STARTS));
    }

    private static StackLock take(Path data, Path file) throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel, false);
        for (int look = 0; lock == null && look < MOST_LOOKS; look++) {
            Thread.sleep(LOOK_MILLIS);
            lock = tryLock(channel, false);
        }
        if (lock == null) {
            channel.close();
            throw new DataInUse(data, Files.readString(file).strip());
        }
        // In one write, and never shorter in between, so that no reader finds half a number.
        String pid = "%-19d\n".formatted(ProcessHandle.current().pid());
        channel.write(ByteBuffer.wrap(pid.getBytes(UTF_8)), 0);
        return new StackLock(channel);
    }

    /// The process that runs the stack on this data, if one does. Looking takes a shared lock for a
    /// moment, and only where nobody holds the exclusive one.
    public static OptionalLong holder(DataDirectory data) throws IOException {
        Path file = data.run().resolve(RUNS);
        if (!Files.exists(file)) {
            return OptionalLong.empty();
        }
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            FileLock lock = tryLock(channel, true);
            if (lock != null) {
                lock.release();
                return OptionalLong.empty();
            }
            String pid = Files.readString(file).strip();
            return pid.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(pid));
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel, boolean shared)
            throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
