package dev.tributary.standalone.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks for the status again and again while a test does something: what is down for a second only
/// would be up again before `docker compose exec` has begun to ask.
final class Watch implements AutoCloseable {

    /// A line of JSON each, empty where it said nothing, until there is a line to read.
    private static final String ASK =
            """
            until read -rt 0.01; do
              query-cli status --output json | tr -d '\\n'
              echo
            done
            """;

    private final List<Status> said = new CopyOnWriteArrayList<>();
    private final Process process;
    private final Thread reader;

    /// Returns when there is a first answer.
    ///
    /// @param service in whose container it is asked
    Watch(Compose compose, String service) {
        this.process = compose.start("exec", "-T", service, "bash", "-c", ASK);
        this.reader = Thread.ofPlatform().name("watch").start(this::read);
        await("a status").atMost(Installation.PATIENCE).until(() -> !said.isEmpty());
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(
                        new Status(
                                line.isBlank() ? nothing() : JsonMapper.shared().readTree(line)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode nothing() {
        return JsonMapper.shared().missingNode();
    }

    boolean hasSaid(String outage) {
        return outages().stream().anyMatch(one -> one.contains(outage));
    }

    /// Of all that it said until now.
    List<String> outages() {
        return said.stream().flatMap(status -> status.outages().stream()).distinct().toList();
    }

    /// Returns when the last answer is there.
    @Override
    public void close() {
        try (var end = process.getOutputStream()) {
            end.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
