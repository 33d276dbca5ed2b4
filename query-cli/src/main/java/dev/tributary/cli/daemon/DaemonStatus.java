package dev.tributary.cli.daemon;

import dev.tributary.cli.render.Grid;
import dev.tributary.cli.render.Report;
import dev.tributary.cli.status.StackStatus;
import dev.tributary.contract.answer.Meta;
import dev.tributary.rpc.daemon.DaemonFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Everything that the daemon knows of itself and of what it depends on, at one moment.
///
/// @param model null where vectors are off
/// @param database null where nobody says which it is
/// @param stack what the archive, the log and the ingestor say; each may be away
public record DaemonStatus(
        DaemonFacts facts,
        Instant now,
        @Nullable Model model,
        @Nullable Database database,
        StackStatus stack,
        ProcessMemory memory) {

    public record Model(String name, boolean isLoaded) {}

    /// @param address host, port and database
    /// @param version of Postgres; null if it does not answer
    public record Database(String address, @Nullable String version) {}

    public Report report(Meta meta) {
        Report whole = stack.report(meta);
        ObjectNode data = data(whole.data());
        List<Report.Section> sections = new ArrayList<>();
        sections.add(
                new Report.Section("Daemon", new Grid(List.of("FACT", ""), Set.of(), facts(data))));
        sections.add(new Report.Section("Sources", sources(data)));
        whole.sections().stream()
                .filter(section -> section.heading().equals("Lag"))
                .forEach(sections::add);
        return new Report(data, List.of(data), sections, meta);
    }

    private ObjectNode data(ObjectNode stackData) {
        ObjectNode data = JsonMapper.shared().createObjectNode();
        data.put("pid", facts.pid());
        data.put("started_at", facts.startedAt().toString());
        data.put("uptime_s", uptime().toSeconds());
        data.put("build", facts.build());
        ObjectNode modelNode = data.putObject("model");
        modelNode.put("name", model == null ? null : model.name());
        modelNode.put("loaded", model != null && model.isLoaded());
        ObjectNode databaseNode = data.putObject("database");
        databaseNode.put("address", database == null ? null : database.address());
        databaseNode.put("reachable", database != null && database.version() != null);
        databaseNode.put("version", database == null ? null : database.version());
        data.set("lag", stackData.path("lag"));
        ArrayNode sources = data.putArray("sources");
        stackData.path("accounts").forEach(account -> sources.add(source(account)));
        ObjectNode memoryNode = data.putObject("memory");
        memoryNode.put("resident_bytes", memory.resident());
        memoryNode.put("heap_used_bytes", memory.heapUsed());
        memoryNode.put("heap_max_bytes", memory.heapMost());
        requests(data.putObject("requests"));
        latency(data.putObject("latency_ms"));
        return data;
    }

    private static ObjectNode source(JsonNode account) {
        ObjectNode source = JsonMapper.shared().createObjectNode();
        for (String key : List.of("account", "connection", "reason", "last_event_at")) {
            source.set(key, account.path(key));
        }
        return source;
    }

    private void requests(ObjectNode requests) {
        requests.put("served", facts.served());
        requests.put("failed", facts.failed());
        requests.put("cancelled", facts.cancelled());
        requests.put("cut_off", facts.cutOff());
        requests.put("running", facts.running());
        requests.put("following", facts.following());
    }

    private void latency(ObjectNode latency) {
        latency.put("p50", milliseconds(facts.latency().p50()));
        latency.put("p95", milliseconds(facts.latency().p95()));
        latency.put("p99", milliseconds(facts.latency().p99()));
        latency.put("max", milliseconds(facts.latency().max()));
    }

    private Duration uptime() {
        return Duration.between(facts.startedAt(), now);
    }

    private static double milliseconds(Duration duration) {
        return Math.round(duration.toNanos() / 1e4) / 1e2;
    }

    private List<List<String>> facts(ObjectNode data) {
        JsonNode requests = data.path("requests");
        JsonNode latency = data.path("latency_ms");
        return List.of(
                List.of("process", Long.toString(facts.pid())),
                List.of(
                        "up",
                        shown(uptime())
                                + ", since "
                                + facts.startedAt().truncatedTo(ChronoUnit.SECONDS)),
                List.of("build", facts.build().isEmpty() ? "unknown" : facts.build()),
                List.of("model", shownModel()),
                List.of("database", shownDatabase()),
                List.of("memory", shownMemory()),
                List.of(
                        "requests",
                        "%s served, %s failed, %s cancelled, %s cut off, %s run, %s follow"
                                .formatted(
                                        requests.path("served"),
                                        requests.path("failed"),
                                        requests.path("cancelled"),
                                        requests.path("cut_off"),
                                        requests.path("running"),
                                        requests.path("following"))),
                List.of(
                        "latency",
                        "p50 %s ms, p95 %s ms, p99 %s ms, longest %s ms"
                                .formatted(
                                        latency.path("p50"),
                                        latency.path("p95"),
                                        latency.path("p99"),
                                        latency.path("max"))));
    }

    private String shownModel() {
        if (model == null && database == null) {
            return "unknown";
        }
        if (model == null) {
            return "vectors are off (embedding.enabled = false)";
        }
        return model.name()
                + (model.isLoaded() ? ", loaded" : ", not loaded: no question needed it yet");
    }

    private String shownDatabase() {
        if (database == null) {
            return "unknown";
        }
        String version = database.version();
        return database.address()
                + (version == null ? ", does not answer" : ", Postgres " + version);
    }

    private String shownMemory() {
        Long resident = memory.resident();
        return (resident == null ? "" : megabytes(resident) + " in all, ")
                + "heap "
                + megabytes(memory.heapUsed())
                + " of "
                + megabytes(memory.heapMost());
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
    }

    private static String shown(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(2)) < 0) {
            return duration.toSeconds() + " s";
        }
        return duration.compareTo(Duration.ofHours(2)) < 0
                ? duration.toMinutes() + " min"
                : duration.toHours() + " h";
    }

    private static Grid sources(ObjectNode data) {
        return new Grid(
                List.of("ACCOUNT", "CONNECTION", "LAST EVENT"),
                Set.of(),
                data.path("sources")
                        .valueStream()
                        .map(source ->
                                List.of(
                                        source.path("account").asString(""),
                                        source.path("connection").asString(""),
                                        source.path("last_event_at").asString("")))
                        .toList());
    }
}
