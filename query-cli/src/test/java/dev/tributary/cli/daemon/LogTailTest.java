package dev.tributary.cli.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class LogTailTest {

    @TempDir private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Path file;
    private LogTail tail;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("a.log"), "one\ntwo\nтри\n");
        tail = new LogTail(file, new PrintStream(out, false, UTF_8));
    }

    @Test
    void printsTheLastLines() throws IOException {
        tail.print(2);

        assertThat(out.toString(UTF_8)).isEqualTo("two\nтри\n");
    }

    @Test
    void printsNoMoreThanThereIs() throws IOException {
        tail.print(100);

        assertThat(out.toString(UTF_8)).isEqualTo("one\ntwo\nтри\n");
    }

    @Test
    void goesOnWithWhatIsWrittenAndWithTheNextFile() throws Exception {
        tail.print(1);
        Thread follower = Thread.ofPlatform().daemon().start(this::follow);

        Files.writeString(file, "four\n", StandardOpenOption.APPEND);
        await().until(() -> out.toString(UTF_8).endsWith("four\n"));
        Files.move(file, directory.resolve("a.log.1"));
        Files.writeString(file, "five\n");
        await().until(() -> out.toString(UTF_8).endsWith("five\n"));

        assertThat(out.toString(UTF_8)).isEqualTo("три\nfour\nfive\n");
        follower.interrupt();
        follower.join();
    }

    private void follow() {
        try {
            tail.follow();
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
