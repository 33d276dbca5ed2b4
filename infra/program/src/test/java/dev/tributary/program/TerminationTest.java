package dev.tributary.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TerminationTest {

    @TempDir Path directory;

    @Test
    void a_signal_ends_the_process_with_zero_after_its_parts_are_closed() throws Exception {
        Process process = start();
        try (BufferedReader out = output(process)) {
            assertThat(out.readLine()).isEqualTo("up");

            // Process.destroy would also close the output.
            process.toHandle().destroy();

            assertThat(process.waitFor()).isZero();
            assertThat(out.readLine()).isEqualTo("part closed");
            assertThat(Files.readString(directory.resolve("err"))).contains("part closed");
        }
    }

    @Test
    void work_that_ends_by_itself_keeps_its_exit_code() throws Exception {
        Process process = start("4");

        assertThat(process.waitFor()).isEqualTo(4);
    }

    private Process start(String... arguments) throws IOException {
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                System.getProperty("java.home") + "/bin/java",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                classPath,
                                WaitingProgram.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(directory.resolve("err").toFile()).start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
