package dev.tributary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProcessOutputTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(said, true, UTF_8);

    @Test
    void endsAsTheCommandWhereEverythingIsWritten() {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        ProcessOutput output = new ProcessOutput(screen);

        new PrintStream(output, true, UTF_8).println("горы");

        assertThat(screen.toString(UTF_8)).isEqualTo("горы\n");
        assertThat(output.exitCode(4, err)).isEqualTo(4);
        assertThat(said.toString(UTF_8)).isEmpty();
    }

    @Test
    void endsWithoutAWordWhereNobodyReads() {
        ProcessOutput output = new ProcessOutput(failing("Broken pipe"));

        new PrintStream(output, true, UTF_8).println("an answer");

        assertThat(output.exitCode(0, err)).isEqualTo(141);
        assertThat(said.toString(UTF_8)).isEmpty();
    }

    @Test
    void saysThatTheAnswerCouldNotBeWritten() {
        ProcessOutput output = new ProcessOutput(failing("No space left on device"));

        new PrintStream(output, true, UTF_8).println("an answer");

        assertThat(output.exitCode(0, err)).isEqualTo(1);
        assertThat(said.toString(UTF_8))
                .startsWith("query-cli: the output cannot be written: No space left on device\n");
    }

    private static OutputStream failing(String why) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(why);
            }
        };
    }
}
