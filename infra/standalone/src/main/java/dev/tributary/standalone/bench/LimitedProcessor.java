package dev.tributary.standalone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A processor as its own process, which may use only a share of one core.
final class LimitedProcessor implements AutoCloseable {

    private static final String STARTED = "processor started";

    private final CpuLimit limit;
    private final Process process;
    private final Path log;

    /// For a benchmark that is stopped in the middle.
    private final Thread abandon;

    private LimitedProcessor(CpuLimit limit, Process process, Path log) {
        this.limit = limit;
        this.process = process;
        this.log = log;
        this.abandon = new Thread(process::destroyForcibly, "abandon-" + process.pid());
        Runtime.getRuntime().addShutdownHook(abandon);
    }

    /// @param data where the stack is described
    /// @param log a file of its own
    static LimitedProcessor start(Path root, Path data, Path log, double cores) throws IOException {
        CpuLimit limit = CpuLimit.of(cores);
        List<String> command =
                List.of(
                        root.resolve("bin/processor").toString(),
                        "run",
                        "--data",
                        data.toString(),
                        "--status-port",
                        "0");
        Process process =
                new ProcessBuilder(limit.wrap(command))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        return new LimitedProcessor(limit, process, log);
    }

    /// @throws IllegalStateException if it ended instead
    void awaitStarted() throws IOException, InterruptedException {
        while (!isStarted()) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        "the processor ended instead of starting: " + Files.readString(log));
            }
        }
    }

    boolean isStarted() throws IOException {
        return Files.readString(log).contains(STARTED);
    }

    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// As `kill -9` does.
    void kill() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        ended();
    }

    /// As `kill` does.
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended();
    }

    private void ended() throws IOException {
        Runtime.getRuntime().removeShutdownHook(abandon);
        limit.close();
    }
}
