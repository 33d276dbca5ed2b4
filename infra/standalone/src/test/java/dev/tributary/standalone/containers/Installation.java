package dev.tributary.standalone.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.standalone.containers.Compose.Outcome;
import dev.tributary.standalone.containers.Engine.Condition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A project of containers from a checkout's docker-compose.yml, and what tests ask of it.
final class Installation implements AutoCloseable {

    static final List<String> SERVICES =
            List.of("kafka", "postgres", "ingestor", "processor", "query", "mcp");

    /// Two busy cores make everything several times slower.
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String project;
    private final Compose compose;
    private final Engine engine;
    private final Town town;

    /// @param project its name, a part of all names of containers and volumes
    /// @param options of compose: profiles
    Installation(Surroundings surroundings, Path checkout, String project, String... options) {
        this.project = project;
        this.compose = new Compose(checkout, List.of(options));
        this.engine = new Engine(surroundings.image());
        try {
            Files.writeString(
                    checkout.resolve(".env"),
                    """
                    COMPOSE_PROJECT_NAME=%s
                    TRIBUTARY_IMAGE=%s
                    # Free ones: others may run on this machine.
                    TRIBUTARY_MCP_PORT=0
                    TRIBUTARY_PROMETHEUS_PORT=0
                    TRIBUTARY_GRAFANA_PORT=0
                    """
                            .formatted(project, surroundings.image()));
            Path talk = Files.createDirectories(checkout.resolve("talk"));
            this.town = new Town(talk.resolve("town.jsonl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Compose compose() {
        return compose;
    }

    Engine engine() {
        return engine;
    }

    Town town() {
        return town;
    }

    /// The service that the town talks in, and, as the documents tell a user, its account in the
    /// folder of the configuration.
    ///
    /// @param override becomes the override file, which compose reads beside its own; `town.yml`
    ///   lies beside it
    void listenToTown(String override) {
        write("town.yml", resource("town.yml"));
        write("docker-compose.override.yml", resource(override));
        write(
                "infra/compose/tributary.toml",
                """
                [vkteams.town]
                base_url = "http://town:8080/bot/v1/"
                token = "%s"
                """
                        .formatted(Town.BOT.token()));
    }

    private static String resource(String name) {
        try (InputStream text = Installation.class.getResourceAsStream(name)) {
            return new String(text.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param path in the checkout
    void write(String path, String text) {
        try {
            Files.writeString(compose.checkout().resolve(path), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String path) {
        try {
            return Files.readString(compose.checkout().resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The id of the service's container.
    String container(String service) {
        return engine.container(project, service).orElseThrow();
    }

    Condition condition(String service) {
        return engine.condition(container(service));
    }

    void awaitHealthy(String service) {
        await(service + " to be healthy")
                .atMost(PATIENCE)
                .until(() -> condition(service).isHealthy());
    }

    // ---- what is asked ----

    /// `query-cli status` in the container of a service.
    Status status(String service) {
        Outcome said = compose.exec(service, "query-cli", "status", "--output", "json");
        return new Status(
                said.out().isBlank() ? JsonMapper.shared().missingNode() : json(said.out()));
    }

    /// What the status says again and again, until the time is over: once at least.
    List<Status> statusesFor(Duration time, String service) {
        long end = System.nanoTime() + time.toNanos();
        List<Status> said = new ArrayList<>();
        do {
            said.add(status(service));
        } while (System.nanoTime() < end);
        return said;
    }

    /// Asks for the status again and again, until it is closed.
    Watch watch(String service) {
        return new Watch(compose, service);
    }

    JsonNode query(String... question) {
        List<String> command = new ArrayList<>(List.of("query-cli"));
        command.addAll(List.of(question));
        command.addAll(List.of("--output", "json"));
        Outcome answer = compose.exec("query", command.toArray(String[]::new));
        if (!answer.isGood()) {
            throw new AssertionError(
                    command + " ended with " + answer.code() + ": " + answer.err());
        }
        return json(answer.out());
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    /// One value a line.
    String sql(String statement) {
        Outcome answer =
                compose.exec(
                        "postgres",
                        "psql",
                        "-U",
                        "tributary",
                        "-d",
                        "tributary",
                        "-AtXc",
                        statement);
        if (!answer.isGood()) {
            throw new AssertionError("psql ended with " + answer.code() + ": " + answer.err());
        }
        return answer.out().strip();
    }

    /// What the archive has of the town.
    Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>();
        sql("""
        select chat || '/' || message || e'\\t' || case when deleted then 'deleted' else text end
        from tributary.messages where account = '%s'
        """
                        .formatted(Town.account()))
                .lines()
                .forEach(line -> {
                    int tab = line.indexOf('\t');
                    rows.put(line.substring(0, tab), line.substring(tab + 1));
                });
        return rows;
    }

    /// A line for each table.
    String checksum() {
        Outcome answer = compose.exec("processor", "processor", "checksum");
        assertThat(answer.isGood()).as(answer.err()).isTrue();
        return answer.out();
    }

    /// Of each container in MiB, as the engine counts it: without the cache of files.
    String memory() {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "docker",
                                "stats",
                                "--no-stream",
                                "--format",
                                "{{.Name}} {{.MemUsage}}"));
        compose.run("ps", "-q").lines().forEach(command::add);
        return compose.command(command)
                .out()
                .lines()
                .map(line ->
                        line.replaceFirst("^" + project + "-(.+)-1 ([0-9.]+\\w+) /.*", "$1 $2"))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    // ---- what is waited for ----

    /// Everything that the town said is there, once, as it was said last.
    void awaitRows() {
        await("the archive to hold what the town said")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .until(() -> rows().size() >= town.rows().size() && rows().equals(town.rows()));
        assertThat(rows()).isEqualTo(town.rows());
    }

    /// Every service is healthy, nothing waits, every text has its vector.
    void awaitWellness() {
        SERVICES.stream()
                .filter(service -> engine.container(project, service).isPresent())
                .forEach(this::awaitHealthy);
        await("a status without complaints")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(status("query").complaints()).isEmpty());
    }

    /// Containers, networks and volumes are gone.
    @Override
    public void close() {
        compose.attempt("--profile=*", "down", "--volumes", "--remove-orphans", "--timeout", "5");
    }
}
