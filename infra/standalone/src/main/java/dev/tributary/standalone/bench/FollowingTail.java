package dev.tributary.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `query-cli tail --follow --output ndjson` in a process of its own, and who reads its lines.
final class FollowingTail implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Process process;

    private FollowingTail(Process process) {
        this.process = process;
    }

    /// @param program up to the arguments
    /// @param reader of each line and when it came, on a thread of its own
    static FollowingTail start(
            List<String> program, Path data, BiConsumer<JsonNode, Instant> reader)
            throws IOException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("tail", "--follow", "--limit", "0", "--output", "ndjson"));
        command.addAll(List.of("--data", data.toString()));
        Process process =
                new ProcessBuilder(command)
                        .redirectError(data.resolve("tail.err").toFile())
                        .start();
        Thread.ofPlatform().daemon().name("tail").start(() -> read(process, reader));
        return new FollowingTail(process);
    }

    private static void read(Process process, BiConsumer<JsonNode, Instant> reader) {
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Instant now = Instant.now();
                reader.accept(JsonMapper.shared().readTree(line), now);
            }
        } catch (IOException ended) {
            // Whoever waits for a line notices that none comes.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
