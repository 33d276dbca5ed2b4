package dev.tributary.rpc.place;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The right to be a daemon: a lock on its pid file, which the system takes back when the process
/// ends, however it ends. The file stays: were it deleted, two processes could hold locks on two
/// files of one name.
public final class InstanceLock implements AutoCloseable {

    /// A process loses its locks on a file when it closes any descriptor of it (fcntl(2)), so it
    /// must know which files it may not even open. Whoever opens one asks this first, in the same
    /// monitor in which locks are taken.
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    /// Those who look whether the lock is held hold it themselves for a moment.
    private static final int ATTEMPTS = 20;

    private static final Duration BETWEEN = Duration.ofMillis(10);

    private final Path file;
    private final FileChannel channel;

    private InstanceLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// @return empty if another holds it
    public static synchronized Optional<InstanceLock> take(DaemonPlace place) throws IOException {
        Path file = place.pidFile();
        if (!OURS.add(file)) {
            return Optional.empty();
        }
        InstanceLock lock = null;
        try {
            lock = lock(file);
        } finally {
            if (lock == null) {
                OURS.remove(file);
            }
        }
        return Optional.ofNullable(lock);
    }

    private static @Nullable InstanceLock lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (channel.tryLock() != null) {
                String pid = Long.toString(ProcessHandle.current().pid());
                String padded = pid + " ".repeat(20 - pid.length()) + "\n";
                channel.write(ByteBuffer.wrap(padded.getBytes(US_ASCII)), 0);
                return new InstanceLock(file, channel);
            }
            pause();
        }
        channel.close();
        return null;
    }

    /// @return the daemon's pid; 0 if none runs
    /// @throws IOException if one runs and has not written its pid
    public static long holder(DaemonPlace place) throws IOException {
        Path file = place.pidFile();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (isFree(file)) {
                return 0;
            }
            long pid = text(file);
            // A new holder writes its pid over that of the last one.
            if (pid > 0 && ProcessHandle.of(pid).isPresent()) {
                return pid;
            }
            pause();
        }
        throw new IOException(
                "\"" + file + "\" is locked by a process that has not put its pid in it");
    }

    public static boolean isHeld(DaemonPlace place) throws IOException {
        return !isFree(place.pidFile());
    }

    /// Whether the last daemon went without tidying up.
    public static boolean isAbandoned(DaemonPlace place) throws IOException {
        return !isHeld(place) && (Files.exists(place.socket()) || text(place.pidFile()) > 0);
    }

    /// One at a time: locks of one process that overlap are an error, even shared ones.
    private static synchronized boolean isFree(Path file) throws IOException {
        if (OURS.contains(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, READ);
                FileLock shared = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return shared != null;
        } catch (NoSuchFileException none) {
            return true;
        } catch (OverlappingFileLockException ours) {
            return false;
        }
    }

    private static synchronized long text(Path file) throws IOException {
        if (OURS.contains(file)) {
            return ProcessHandle.current().pid();
        }
        try {
            String text = Files.readString(file, US_ASCII).strip();
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (NoSuchFileException none) {
            return 0;
        } catch (NumberFormatException damaged) {
            return 0;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(BETWEEN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a daemon's lock", e);
        }
    }

    /// Leaves an empty file: nobody needs to recover anything.
    @Override
    public void close() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        try (channel) {
            channel.truncate(0);
        } finally {
            OURS.remove(file);
        }
    }
}
