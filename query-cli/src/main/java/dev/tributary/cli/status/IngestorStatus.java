package dev.tributary.cli.status;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What running ingestors say of their connections and running processors of their stages; the
/// embedded stack says both.
///
/// @param connections null if no ingestor answers
/// @param stages what each stage of the processor does; empty if no processor answers
/// @param feed null where nobody says
public record IngestorStatus(
        @Nullable List<Connection> connections,
        Map<String, String> stages,
        @Nullable ChangeFeed feed) {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    public IngestorStatus {
        connections = connections == null ? null : List.copyOf(connections);
        stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
    }

    /// @param name the operator's word for the account
    /// @param account null until the service told the ingestor
    /// @param reason why the state is what it is; null where it needs none
    /// @param processed since that process began, like the other counts
    /// @param sync null for a source that has nothing to tell of it
    public record Connection(
            String name,
            String source,
            @Nullable String account,
            String state,
            @Nullable String reason,
            @Nullable String lastEventAt,
            long processed,
            long saved,
            long failed,
            @Nullable SyncProgress sync) {}

    /// Of all ingestors and processors together; empty if nobody answers.
    public static Optional<IngestorStatus> read(StatusPages pages) throws InterruptedException {
        List<IngestorStatus> said = new ArrayList<>(answers(pages.ingestor()));
        if (pages.processor() != null && said.stream().allMatch(one -> one.stages.isEmpty())) {
            said.addAll(answers(pages.processor()));
        }
        return said.isEmpty() ? Optional.empty() : Optional.of(together(said));
    }

    /// Of the change feed alone, wherever the processor runs.
    ///
    /// @return empty if nobody says
    public static Optional<ChangeFeed> feed(StatusPages pages) throws InterruptedException {
        IngestorStatus said = together(answers(pages.ingestor()));
        if (said.stages.isEmpty() && pages.processor() != null) {
            said = together(answers(pages.processor()));
        }
        return Optional.ofNullable(said.feed);
    }

    /// Of several programs as of one.
    static IngestorStatus together(List<IngestorStatus> all) {
        Map<String, String> stages = new LinkedHashMap<>();
        all.forEach(one ->
                one.stages.forEach((stage, state) ->
                        stages.merge(
                                stage,
                                state,
                                (said, more) ->
                                        List.of(said.split("; ")).contains(more)
                                                ? said
                                                : said + "; " + more)));
        List<ChangeFeed> feeds =
                all.stream().map(IngestorStatus::feed).filter(Objects::nonNull).toList();
        List<List<Connection>> connections =
                all.stream().map(IngestorStatus::connections).filter(Objects::nonNull).toList();
        return new IngestorStatus(
                connections.isEmpty() ? null : connections.stream().flatMap(List::stream).toList(),
                stages,
                feeds.stream()
                        // One processor reads the feed, the others wait for their turn.
                        .filter(feed -> feed.remarks().isEmpty())
                        .findFirst()
                        .orElse(feeds.isEmpty() ? null : feeds.getFirst()));
    }

    private static List<IngestorStatus> answers(URI page) throws InterruptedException {
        List<IngestorStatus> answers = new ArrayList<>();
        for (URI one : StatusPages.each(page)) {
            answer(one).ifPresent(answers::add);
        }
        return answers;
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
        JsonNode accounts = json.path("accounts");
        return new IngestorStatus(
                accounts.isArray()
                        ? accounts.valueStream().map(IngestorStatus::connection).toList()
                        : null,
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
                json.path("failed").asLong(0),
                SyncProgress.of(json));
    }

    private static @Nullable String text(JsonNode value) {
        return value.isString() ? value.asString() : null;
    }
}
