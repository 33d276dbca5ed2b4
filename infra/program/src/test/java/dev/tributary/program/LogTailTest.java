package dev.tributary.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir Path directory;
    private Path file;

    @BeforeEach
    void a_log_of_three_lines() throws IOException {
        file = Files.writeString(directory.resolve("a.log"), "one\ntwo\nthree\n");
    }

    @Test
    void begins_with_the_last_lines() throws IOException {
        assertThat(new LogTail(file).last(2)).containsExactly("two", "three");
    }

    @Test
    void tells_a_line_when_it_is_whole() throws IOException {
        LogTail tail = new LogTail(file);
        assertThat(tail.last(0)).isEmpty();
        append("fo");
        assertThat(tail.added()).isEmpty();

        append("ur\nfive\n");

        assertThat(tail.added()).containsExactly("four", "five");
        assertThat(tail.added()).isEmpty();
    }

    @Test
    void loses_nothing_when_the_file_is_put_aside() throws IOException {
        LogTail tail = new LogTail(file);
        assertThat(tail.last(1)).containsExactly("three");
        append("four\n");

        Files.move(file, directory.resolve("a.log.1"));
        append("five\n");

        assertThat(tail.added()).containsExactly("four", "five");
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
