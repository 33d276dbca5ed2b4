package dev.tributary.processor;

import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The program as its own process, as often as a test wants it, without embedding.
final class ProcessorProcess implements AutoCloseable {

    private final Path data;
    private final List<Process> started = new ArrayList<>();

    ProcessorProcess(Path data, Endpoints endpoints) {
        this.data = data;
        endpoints.write(new DataDirectory(data).endpointsFile());
    }

    Process start() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx384m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Processor.class.getName(),
                                "run",
                                "--data",
                                data.toString(),
                                "--status-port",
                                "0")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
        builder.environment().put("TRIBUTARY_EMBEDDING_ENABLED", "false");
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /// What all of them have said.
    List<String> log() {
        try {
            return Files.exists(logFile()) ? Files.readAllLines(logFile()) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path logFile() {
        return data.resolve("processor.log");
    }

    /// Lets those that still run finish.
    @Override
    public void close() {
        started.forEach(Process::destroy);
        started.forEach(process -> process.onExit().join());
    }
}
