package dev.tributary.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A log as it grows, through its rotations: a file that is put aside is read to its end before the
/// one in its place. The files are 10 MB at most, so each is read whole.
public final class LogTail {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Path file;
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private @Nullable Object key;
    private long position;

    public LogTail(Path file) {
        this.file = file;
    }

    /// Prints the last lines, and where it follows, what comes until nobody reads any more.
    public void print(int lines, boolean follows, PrintWriter out)
            throws IOException, InterruptedException {
        last(lines).forEach(out::println);
        out.flush();
        while (follows && !out.checkError()) {
            Thread.sleep(PAUSE);
            added().forEach(out::println);
            out.flush();
        }
    }

    /// The last lines of all that is there.
    List<String> last(int count) throws IOException {
        List<String> all = added();
        return all.subList(Math.max(0, all.size() - Math.max(0, count)), all.size());
    }

    /// The whole lines that came since the last call.
    List<String> added() throws IOException {
        List<String> lines = new ArrayList<>();
        Object now = key(file);
        if (key != null && !Objects.equals(key, now)) {
            // Logback renames the file to this name.
            Path aside = file.resolveSibling(file.getFileName() + ".1");
            if (key.equals(key(aside))) {
                read(aside, lines);
            }
            position = 0;
        }
        key = now;
        read(file, lines);
        return lines;
    }

    private static @Nullable Object key(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private void read(Path from, List<String> lines) throws IOException {
        try (FileChannel channel = FileChannel.open(from)) {
            if (channel.size() < position) {
                position = 0;
            }
            ByteBuffer news = ByteBuffer.allocate(Math.toIntExact(channel.size() - position));
            while (news.hasRemaining() && channel.read(news, position + news.position()) >= 0) {}
            position += news.position();
            for (byte b : news.array()) {
                if (b == '\n') {
                    lines.add(unfinished.toString(UTF_8));
                    unfinished.reset();
                } else {
                    unfinished.write(b);
                }
            }
        } catch (NoSuchFileException e) {
            // Between the renaming of the old one and the first line of the new one.
            return;
        }
    }
}
