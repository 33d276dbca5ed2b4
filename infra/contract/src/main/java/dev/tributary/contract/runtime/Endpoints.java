package dev.tributary.contract.runtime;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Where Kafka and Postgres answer, with what it takes to be let in. A running embedded stack
/// writes it, readable by its owner alone; the other programs find the stack by it.
///
/// @param pid of the process that runs the stack
/// @param ingestorStatus where the stack's ingestor says how its accounts are, JSON over HTTP
/// @param agents null where that is not known
public record Endpoints(
        long pid,
        Kafka kafka,
        Postgres postgres,
        @Nullable URI ingestorStatus,
        @Nullable Agents agents) {

    /// @param clientProperties all that a Kafka client needs, `bootstrap.servers` and the password
    ///   included
    public record Kafka(Map<String, Secret> clientProperties) {
        public Kafka {
            clientProperties = Map.copyOf(clientProperties);
        }
    }

    public record Postgres(String jdbcUrl, String user, Secret password) {}

    /// Whether agents are served over HTTP.
    ///
    /// @param uri where; null if they are not
    /// @param off why they are not; empty if they are
    public record Agents(@Nullable URI uri, String off) {
        public static Agents at(URI uri) {
            return new Agents(uri, "");
        }

        public static Agents off(String why) {
            return new Agents(null, why);
        }
    }

    /// Of a stack that serves no agents.
    public Endpoints(long pid, Kafka kafka, Postgres postgres, @Nullable URI ingestorStatus) {
        this(pid, kafka, postgres, ingestorStatus, null);
    }

    /// The endpoints that the configuration names; what it leaves out comes from the data
    /// directory's file.
    ///
    /// @throws NothingReachable if neither names them
    public static Endpoints resolve(Settings settings, DataDirectory data) {
        Optional<Endpoints> running = read(data.endpointsFile());
        return new Endpoints(
                running.map(Endpoints::pid).orElse(0L),
                kafka(settings, data, running),
                postgres(settings, data, running),
                running.map(Endpoints::ingestorStatus).orElse(null),
                running.map(Endpoints::agents).orElse(null));
    }

    /// For programs that read the archive and nothing else.
    ///
    /// @throws NothingReachable if neither the configuration nor a running stack names it
    public static Postgres resolvePostgres(Settings settings, DataDirectory data) {
        return settings.postgres().url() == null
                ? postgres(settings, data, read(data.endpointsFile()))
                : postgres(settings, data, Optional.empty());
    }

    /// For programs that read or write the log and nothing else.
    ///
    /// @throws NothingReachable if neither the configuration nor a running stack names it
    public static Kafka resolveKafka(Settings settings, DataDirectory data) {
        return settings.kafka().bootstrapServers() == null
                ? kafka(settings, data, read(data.endpointsFile()))
                : kafka(settings, data, Optional.empty());
    }

    private static Kafka kafka(Settings settings, DataDirectory data, Optional<Endpoints> running) {
        Settings.Kafka kafka = settings.kafka();
        Map<String, Secret> client = new HashMap<>();
        if (kafka.bootstrapServers() == null) {
            client.putAll(
                    running.orElseThrow(() -> new NothingReachable(data))
                            .kafka()
                            .clientProperties());
        } else {
            client.put("bootstrap.servers", new Secret(kafka.bootstrapServers()));
        }
        client.putAll(kafka.properties());
        return new Kafka(client);
    }

    private static Postgres postgres(
            Settings settings, DataDirectory data, Optional<Endpoints> running) {
        Settings.Postgres postgres = settings.postgres();
        if (postgres.url() == null) {
            return running.orElseThrow(() -> new NothingReachable(data)).postgres();
        }
        return new Postgres(
                postgres.url(),
                postgres.user() == null ? System.getProperty("user.name") : postgres.user(),
                postgres.password() == null ? new Secret("") : postgres.password());
    }

    /// Empty if there is no such file.
    public static Optional<Endpoints> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(EndpointsText.parse(Files.readAllBytes(file)));
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "the endpoints file \""
                            + file
                            + "\" cannot be read; stop the stack, delete the file and run"
                            + " tributary up",
                    e);
        }
    }

    /// Replaces the file in one step, readable by its owner alone.
    public void write(Path file) {
        JsonMapper mapper = JsonMapper.shared();
        ObjectNode json = mapper.createObjectNode();
        json.put("pid", pid);
        ObjectNode client = json.putObject("kafka");
        kafka.clientProperties().forEach((key, value) -> client.put(key, value.value()));
        json.putObject("postgres")
                .put("url", postgres.jdbcUrl())
                .put("user", postgres.user())
                .put("password", postgres.password().value());
        if (ingestorStatus != null) {
            json.put("ingestor_status", ingestorStatus.toString());
        }
        if (agents != null) {
            json.put(
                    agents.uri() == null ? "mcp_off" : "mcp",
                    agents.uri() == null ? agents.off() : agents.uri().toString());
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.deleteIfExists(next);
            Files.createFile(
                    next,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.write(next, mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
            Files.move(
                    next,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the endpoints file \"" + file + "\" cannot be written", e);
        }
    }
}
