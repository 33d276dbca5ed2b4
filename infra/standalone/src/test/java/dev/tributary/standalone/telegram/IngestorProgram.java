package dev.tributary.standalone.telegram;

import static org.awaitility.Awaitility.await;

import dev.tributary.ingestor.Ingestor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The ingestor as a process of its own, beside a stack in whose data directory it reads accounts
/// that the stack does not know of.
final class IngestorProgram {

    private final Path data;
    private final Path configuration;
    private final Path log;
    private long connections;

    IngestorProgram(Path data, TelegramTown telegram) throws IOException {
        this.data = data;
        this.configuration =
                Files.writeString(data.resolve("ingestor.toml"), telegram.configuration());
        this.log = data.resolve("ingestor-program.log");
    }

    Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Ingestor.class.getName(),
                        "run",
                        "--config",
                        configuration.toString(),
                        "--data",
                        data.toString(),
                        "--status-port",
                        "0")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /// Until the newest process is connected with that many accounts more than those before.
    void awaitConnected(int accounts, Duration patience) {
        long before = connections;
        await().atMost(patience).until(() -> said("The account is connected") >= before + accounts);
        connections = before + accounts;
    }

    private long said(String sentence) throws IOException {
        return Files.readString(log).lines().filter(line -> line.contains(sentence)).count();
    }

    /// With the process that reads Telegram, at one blow.
    static void kill(Process ingestor) throws InterruptedException {
        List<ProcessHandle> children = ingestor.descendants().toList();
        ingestor.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        ingestor.waitFor();
        children.forEach(child -> child.onExit().join());
    }
}
