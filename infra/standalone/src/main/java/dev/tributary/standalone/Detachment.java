package dev.tributary.standalone;

import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Starts this program again in a session of its own and waits until it is ready or has failed.
final class Detachment {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final DataDirectory data;
    private final PrintWriter talk;

    Detachment(DataDirectory data, PrintWriter talk) {
        this.data = data;
        this.talk = talk;
    }

    int start(List<String> options) throws IOException, InterruptedException {
        Files.createDirectories(data.logs());
        Path output = data.logs().resolve("tributary.out");
        Process process =
                new ProcessBuilder(command(options))
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                talk.print(Files.readString(output));
                return process.exitValue() == 0 ? ExitCode.ERROR : process.exitValue();
            }
            if (Endpoints.read(data.endpointsFile())
                    .filter(e -> e.pid() == process.pid())
                    .isPresent()) {
                talk.println(
                        "tributary: up, process "
                                + process.pid()
                                + ", data in "
                                + data.root()
                                + ", logs in "
                                + data.logs()
                                + "; stop with \"tributary down\"");
                return ExitCode.OK;
            }
        }
        talk.println(
                "tributary: process "
                        + process.pid()
                        + " is still starting after "
                        + PATIENCE.toMinutes()
                        + " minutes and goes on; look at "
                        + output
                        + " and \"tributary status\", or stop it with \"tributary down\"");
        return ExitCode.ERROR;
    }

    /// The command line of this JVM with other arguments, without a controlling terminal.
    private static List<String> command(List<String> options) {
        List<String> command = new ArrayList<>(List.of("setsid"));
        ProcessHandle.Info self = ProcessHandle.current().info();
        command.add(self.command().orElse("java"));
        command.addAll(
                java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        Tributary.class.getName(),
                        "up",
                        "--log-to-file"));
        command.addAll(options);
        return command;
    }
}
