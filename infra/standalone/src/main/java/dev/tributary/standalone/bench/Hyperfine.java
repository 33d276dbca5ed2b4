package dev.tributary.standalone.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Measures processes from start to exit, without a shell between.
/// <https://github.com/sharkdp/hyperfine>
final class Hyperfine {

    private final Path report;

    /// @param report where hyperfine leaves its figures
    Hyperfine(Path report) throws InterruptedException {
        this.report = report;
        try {
            new ProcessBuilder("hyperfine", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "hyperfine was not found; install it (Debian: apt-get install hyperfine) and"
                            + " run this line again",
                    e);
        }
    }

    /// What to measure.
    ///
    /// @param prepare run before each run and not measured; empty for nothing
    /// @param environment beside this process's own
    record Measured(List<String> command, List<String> prepare, Map<String, String> environment) {

        Measured {
            command = List.copyOf(command);
            prepare = List.copyOf(prepare);
            environment = Map.copyOf(environment);
        }

        static Measured of(List<String> command) {
            return new Measured(command, List.of(), Map.of());
        }
    }

    /// @return milliseconds, one figure a run
    /// @throws IllegalStateException if the command fails once
    double[] measure(Measured measured, int runs) throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                "hyperfine",
                                "-N",
                                "--style",
                                "none",
                                "--runs",
                                Integer.toString(runs),
                                "--export-json",
                                report.toString()));
        if (!measured.prepare().isEmpty()) {
            line.addAll(List.of("--prepare", quoted(measured.prepare())));
        } else {
            line.addAll(List.of("--warmup", "1"));
        }
        line.add(quoted(measured.command()));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().putAll(measured.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(
                    "hyperfine could not measure "
                            + quoted(measured.command())
                            + ": "
                            + output.strip());
        }
        return millis(Files.readString(report));
    }

    /// @param report as hyperfine exports it: seconds, one figure a run
    static double[] millis(String report) {
        JsonNode times = JsonMapper.shared().readTree(report).path("results").path(0);
        return times.path("times").valueStream().mapToDouble(t -> t.asDouble() * 1_000).toArray();
    }

    /// hyperfine splits its arguments as a shell does.
    static String quoted(List<String> command) {
        return command.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
