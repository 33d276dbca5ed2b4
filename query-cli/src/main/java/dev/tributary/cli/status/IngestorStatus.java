package dev.tributary.cli.status;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a running ingestor says of its connections, and the embedded stack of its stages too.
///
/// @param stages what each stage of the processor does; empty where only an ingestor answers
/// @param feed null where nobody says
public record IngestorStatus(
        List<Connection> connections, Map<String, String> stages, @Nullable ChangeFeed feed) {

    /// Where an ingestor on this machine answers.
    public static final URI LOCAL = URI.create("http://127.0.0.1:9464/status");

    /// Where a processor on this machine answers that runs by itself.
    private static final URI PROCESSOR = URI.create("http://127.0.0.1:9465/status");

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    public IngestorStatus {
        connections = List.copyOf(connections);
        stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
    }

    /// @param name the operator's word for the account
    /// @param account null until the service told the ingestor
    /// @param reason why the state is what it is; null where it needs none
    /// @param processed since that process began, like the other counts
    public record Connection(
            String name,
            String source,
            @Nullable String account,
            String state,
            @Nullable String reason,
            @Nullable String lastEventAt,
            long processed,
            long saved,
            long failed) {}

    /// Empty if no ingestor answers there. Of one that runs by itself at its usual place, the
    /// processor's usual place is asked for the rest.
    public static Optional<IngestorStatus> read(URI status) throws InterruptedException {
        Optional<IngestorStatus> ingestor = answer(status);
        if (!status.equals(LOCAL) || ingestor.filter(said -> !said.stages.isEmpty()).isPresent()) {
            return ingestor;
        }
        Optional<IngestorStatus> processor = answer(PROCESSOR);
        return processor.isEmpty() ? ingestor : ingestor.map(said -> said.with(processor.get()));
    }

    private IngestorStatus with(IngestorStatus processor) {
        return new IngestorStatus(connections, processor.stages, processor.feed);
    }

    /// Of the change feed alone, wherever the processor runs.
    ///
    /// @return empty if nobody says
    public static Optional<ChangeFeed> feed(URI status) throws InterruptedException {
        Optional<IngestorStatus> said = answer(status);
        if (status.equals(LOCAL) && said.filter(all -> !all.stages.isEmpty()).isEmpty()) {
            said = answer(PROCESSOR);
        }
        return said.flatMap(all -> Optional.ofNullable(all.feed));
    }

    private static Optional<IngestorStatus> answer(URI status) throws InterruptedException {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpRequest request = HttpRequest.newBuilder(status).timeout(PATIENCE).build();
            JsonNode json =
                    JsonMapper.shared()
                            .readTree(http.send(request, BodyHandlers.ofString()).body());
            return Optional.of(of(json));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    private static IngestorStatus of(JsonNode json) {
        Map<String, String> stages = new LinkedHashMap<>();
        json.path("stages")
                .propertyStream()
                .forEach(stage -> stages.put(stage.getKey(), stage.getValue().asString("unknown")));
        return new IngestorStatus(
                json.path("accounts").valueStream().map(IngestorStatus::connection).toList(),
                stages,
                ChangeFeed.of(json));
    }

    private static Connection connection(JsonNode json) {
        return new Connection(
                json.path("name").asString(""),
                json.path("source").asString(""),
                text(json.path("account")),
                json.path("state").asString("unknown"),
                text(json.path("reason")),
                text(json.path("last_event_at")),
                json.path("processed").asLong(0),
                json.path("saved").asLong(0),
                json.path("failed").asLong(0));
    }

    private static @Nullable String text(JsonNode value) {
        return value.isString() ? value.asString() : null;
    }
}
