package dev.tributary.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `bin/lib/supervise.sh` over commands that end as they are told.
@Tag("stack")
class SupervisionIT {

    private static final Path SCRIPT =
            Path.of("../../bin/lib/supervise.sh").toAbsolutePath().normalize();

    private static final Pattern PAUSE = Pattern.compile("is started again in (\\d+) s ");

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 64, 143})
    void ends_with_a_command_that_another_start_would_not_help(int code) throws Exception {
        Process supervisor = supervise(counting("exit " + code));

        assertThat(supervisor.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(supervisor.exitValue()).isEqualTo(code);
        assertThat(starts()).hasSize(1);
    }

    @Test
    void ends_with_an_error_before_everything_ran() throws Exception {
        Process supervisor = supervise(counting("exit 1"));

        assertThat(supervisor.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(supervisor.exitValue()).isEqualTo(1);
        assertThat(starts()).hasSize(1);
    }

    @Test
    void gives_up_after_ten_crashes_in_ten_minutes_and_says_so_in_the_log() throws Exception {
        // Given pauses that take no time
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Path sleep = Files.writeString(bin.resolve("sleep"), "#!/bin/sh\n");
        assertThat(sleep.toFile().setExecutable(true)).isTrue();
        ProcessBuilder builder = builder(counting("kill -SEGV $$"));
        builder.environment().merge("PATH", bin + ":", (path, first) -> first + path);

        // When
        Process supervisor = builder.start();

        // Then
        assertThat(supervisor.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(starts()).hasSize(10).startsWith("started", "started --after-exit 139");
        assertThat(pauses()).containsExactly(1, 2, 4, 8, 16, 30, 30, 30, 30);
        assertThat(Files.readString(directory.resolve("log")))
                .contains("ERROR supervisor: gave up after 10 failures in 10 minutes");
    }

    @Test
    void ends_at_once_when_it_is_asked_to_in_a_pause() throws Exception {
        // Given the pause after the third crash, of four seconds, which has just begun
        Process supervisor = supervise(counting("kill -SEGV $$"));
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> pauses().contains(4));

        // When
        long asked = System.nanoTime();
        supervisor.destroy();

        // Then
        assertThat(supervisor.waitFor(3, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(3));
        assertThat(starts()).hasSize(3);
    }

    @Test
    void passes_a_stop_on_and_waits_for_the_end() throws Exception {
        Process supervisor =
                supervise(
                        counting(
                                """
                                trap 'sleep 0.3; echo drained >>"$STARTS"; exit 0' TERM
                                echo ready >>"$STARTS"
                                while :; do sleep 0.05; done\
                                """));
        await().until(() -> starts().contains("ready"));

        supervisor.destroy();

        assertThat(supervisor.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(supervisor.exitValue()).isZero();
        assertThat(starts()).containsExactly("started", "ready", "drained");
    }

    private Process supervise(List<String> command) throws IOException {
        return builder(command).start();
    }

    private ProcessBuilder builder(List<String> command) {
        List<String> whole =
                new ArrayList<>(
                        List.of(
                                "/bin/sh",
                                SCRIPT.toString(),
                                directory.toString(),
                                directory.resolve("log").toString(),
                                "TEXT"));
        whole.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(whole)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("output").toFile());
        builder.environment().put("STARTS", directory.resolve("starts").toString());
        return builder;
    }

    private static List<String> counting(String then) {
        return List.of("/bin/sh", "-c", "echo started \"$@\" >>\"$STARTS\"; " + then, "sh");
    }

    private List<String> starts() throws IOException {
        Path file = directory.resolve("starts");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /// @return those that were announced, in seconds
    private List<Integer> pauses() throws IOException {
        Path file = directory.resolve("output");
        return Files.exists(file)
                ? PAUSE.matcher(Files.readString(file))
                        .results()
                        .map(pause -> Integer.valueOf(pause.group(1)))
                        .toList()
                : List.of();
    }
}
