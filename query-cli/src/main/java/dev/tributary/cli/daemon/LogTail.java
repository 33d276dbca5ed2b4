package dev.tributary.cli.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The end of a log file that may be replaced by a new one at any time.
public final class LogTail {

    private static final Duration PAUSE = Duration.ofMillis(200);

    /// More than any number of lines that a person asks for.
    private static final int MOST = 4 << 20;

    private final Path file;
    private final PrintStream out;
    private long position;
    private @Nullable Object key;

    public LogTail(Path file, PrintStream out) {
        this.file = file;
        this.out = out;
    }

    /// Prints the last lines.
    public void print(int lines) throws IOException {
        key = key();
        try (FileChannel log = FileChannel.open(file)) {
            long end = log.size();
            byte[] last = read(log, Math.max(0, end - MOST), end);
            List<String> all = new String(last, UTF_8).lines().toList();
            all.subList(Math.max(0, all.size() - Math.max(0, lines)), all.size())
                    .forEach(out::println);
            position = end;
        }
        out.flush();
    }

    /// Prints what comes, until the thread is interrupted or nobody reads any more.
    public void follow() throws IOException, InterruptedException {
        while (!out.checkError()) {
            Thread.sleep(PAUSE);
            try {
                printNew();
            } catch (NoSuchFileException e) {
                // Between the old file and the new one.
                key = null;
            }
        }
    }

    private void printNew() throws IOException {
        Object now = key();
        if (!now.equals(key)) {
            key = now;
            position = 0;
        }
        try (FileChannel log = FileChannel.open(file)) {
            long end = log.size();
            while (position < end) {
                long next = Math.min(end, position + MOST);
                byte[] news = read(log, position, next);
                out.write(news, 0, news.length);
                position = next;
            }
        }
        out.flush();
    }

    /// What makes it this file and no later one of its name.
    private Object key() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Object key = attributes.fileKey();
        return key == null ? attributes.creationTime() : key;
    }

    private static byte[] read(FileChannel log, long from, long to) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(to - from)];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            if (log.read(buffer, from + buffer.position()) < 0) {
                return Arrays.copyOf(bytes, buffer.position());
            }
        }
        return bytes;
    }
}
