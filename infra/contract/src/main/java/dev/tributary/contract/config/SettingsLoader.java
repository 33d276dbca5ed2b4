package dev.tributary.contract.config;

import dev.tributary.contract.config.Settings.Embedding.Pooling;
import dev.tributary.contract.config.Settings.Logging;
import dev.tributary.contract.config.Settings.VkTeamsAccount;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.question.Scope;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/// Reads the configuration: a TOML file (<https://toml.io/en/v1.0.0>) and, stronger, variables of
/// the form `TRIBUTARY_<SECTION>_<KEY>`; a secret may also be named as a file, `..._FILE`.
public final class SettingsLoader {

    private static final List<String> ACCOUNT_KEYS =
            List.of(
                    "base_url",
                    "token",
                    "token_file",
                    "include_chats",
                    "exclude_chats",
                    "poll_time",
                    "requests_per_second");

    private static final List<String> CLIENT_KEYS =
            List.of("token", "token_file", "sources", "accounts", "chats");

    private static final Pattern PASSWORD_IN_URL = Pattern.compile("[?&](ssl)?password=");

    private final Variables variables;
    private final List<String> problems = new ArrayList<>();

    private SettingsLoader(Map<String, String> environment) {
        this.variables = new Variables(environment);
    }

    /// @param file null where there is none: every key has its default
    /// @throws InvalidSettings with every problem of the file and the environment
    public static Settings load(@Nullable Path file, Map<String, String> environment) {
        SettingsLoader loader = new SettingsLoader(environment);
        String where = file == null ? "the environment" : "\"" + file + "\"";
        Settings settings = loader.read(loader.parse(file), directory(file));
        if (!loader.problems.isEmpty()) {
            throw new InvalidSettings(where, loader.problems);
        }
        return settings;
    }

    private @Nullable TomlParseResult parse(@Nullable Path file) {
        if (file == null) {
            return null;
        }
        try {
            TomlParseResult toml = Toml.parse(Files.readString(file));
            toml.errors()
                    .forEach(error ->
                            problems.add(
                                    "line " + error.position().line() + ": " + error.getMessage()));
            return toml;
        } catch (IOException e) {
            throw new InvalidSettings(
                    "\"" + file + "\"",
                    List.of(
                            "the file cannot be read ("
                                    + e.getClass().getSimpleName()
                                    + "); check --config and TRIBUTARY_CONFIG"));
        }
    }

    /// By its real path, as a process in the background is told it: the same file has the same
    /// neighbours through every link to it.
    private static @Nullable Path directory(@Nullable Path file) {
        if (file == null) {
            return null;
        }
        try {
            return file.toRealPath().getParent();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize().getParent();
        }
    }

    private Settings read(@Nullable TomlParseResult toml, @Nullable Path directory) {
        Section root = new Section("", toml, directory, variables, problems);
        Settings settings =
                new Settings(
                        kafka(root.table("kafka")),
                        postgres(root.table("postgres")),
                        embedding(root.table("embedding")),
                        processor(root.table("processor")),
                        query(root.table("query")),
                        embedded(root.table("embedded")),
                        logging(root.table("logging")),
                        status(root.table("status")),
                        mcp(root.table("mcp")),
                        vkTeams(root.table("vkteams")),
                        TelegramSection.read(root.table("telegram")));
        refuseSameNames(settings, root);
        root.rejectUnknownKeys();
        problems.addAll(variables.unknown());
        return settings;
    }

    /// In commands, in `/status` and in metrics an account is its name alone.
    private static void refuseSameNames(Settings settings, Section root) {
        settings.telegram().accounts().keySet().stream()
                .filter(settings.vkteams()::containsKey)
                .forEach(name ->
                        root.refuse(
                                "telegram." + name,
                                "has the name of the account [vkteams."
                                        + name
                                        + "]; give one of them another"));
    }

    private static Settings.Kafka kafka(Section s) {
        int replicas = s.number("replication_factor", 1, 1, 9);
        int inSync = s.number("min_insync_replicas", Settings.Kafka.inSync(replicas), 1, 9);
        if (inSync > replicas) {
            s.refuse(
                    "min_insync_replicas",
                    "is greater than kafka.replication_factor, %d, so nothing could be written"
                            .formatted(replicas));
        }
        var kafka =
                new Settings.Kafka(
                        s.text("bootstrap_servers"),
                        replicas,
                        inSync,
                        s.table("properties").clientProperties());
        s.rejectUnknownKeys();
        return kafka;
    }

    private static Settings.Postgres postgres(Section s) {
        String url = s.text("url", "");
        if (PASSWORD_IN_URL.matcher(url).find()) {
            s.refuse(
                    "url",
                    "holds a password, and addresses are shown in messages; put it into"
                            + " postgres.password or postgres.password_file, and give the key of a"
                            + " client certificate without one");
        }
        var postgres =
                new Settings.Postgres(
                        s.parsed(
                                "url",
                                "a JDBC URL, jdbc:postgresql://host:port/database",
                                SettingsLoader::jdbcUrl),
                        s.text("user"),
                        s.secret("password"));
        s.rejectUnknownKeys();
        return postgres;
    }

    private static String jdbcUrl(String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(url);
        }
        return url;
    }

    private static Settings.Embedding embedding(Section s) {
        Settings.Embedding.Provider provider =
                s.choice(
                        "provider",
                        Settings.Embedding.Provider.class,
                        Settings.Embedding.Provider.ONNX);
        URI baseUrl = s.httpUri("base_url");
        String model = s.text("model");
        if (provider != Settings.Embedding.Provider.ONNX) {
            baseUrl = s.required("base_url", baseUrl);
            model = s.required("model", model);
        }
        var embedding =
                new Settings.Embedding(
                        s.flag("enabled", true),
                        provider,
                        s.path("directory"),
                        baseUrl,
                        model,
                        s.secret("api_key"),
                        s.choice("pooling", Pooling.class, Pooling.MEAN),
                        s.number("max_tokens", 256, 16, 8192),
                        s.text("query_prefix", ""),
                        s.text("passage_prefix", ""),
                        s.number("threads", 0, 0, 256));
        s.rejectUnknownKeys();
        return embedding;
    }

    private static Settings.Processor processor(Section s) {
        var processor =
                new Settings.Processor(
                        s.duration(
                                "commit_interval",
                                Duration.ofMillis(50),
                                Duration.ofMillis(10),
                                Duration.ofSeconds(30)),
                        s.flag("feed", true));
        s.rejectUnknownKeys();
        return processor;
    }

    private static Settings.Query query(Section s) {
        var query =
                new Settings.Query(
                        s.duration(
                                "idle_timeout",
                                Duration.ofMinutes(30),
                                Duration.ofSeconds(1),
                                Duration.ofDays(30)));
        s.rejectUnknownKeys();
        return query;
    }

    private static Settings.Embedded embedded(Section s) {
        var embedded =
                new Settings.Embedded(
                        s.number("kafka_port", 0, 0, 65535),
                        s.number("postgres_port", 0, 0, 65535),
                        s.path("postgres_bin"));
        s.rejectUnknownKeys();
        return embedded;
    }

    private static Logging logging(Section s) {
        var logging =
                new Logging(
                        s.choice("level", Logging.Level.class, Logging.Level.INFO),
                        s.choice("format", Logging.Format.class, Logging.Format.TEXT));
        s.rejectUnknownKeys();
        return logging;
    }

    private static Settings.Status status(Section s) {
        var status =
                new Settings.Status(
                        s.text("host", "127.0.0.1"), s.httpUri("ingestor"), s.httpUri("processor"));
        s.rejectUnknownKeys();
        return status;
    }

    private static final int NOT_CONFIGURED = -1;

    private static Settings.Mcp mcp(Section s) {
        int port = s.number("port", NOT_CONFIGURED, 0, 65535);
        var mcp =
                new Settings.Mcp(
                        s.flag("enabled", true),
                        s.text("host", "127.0.0.1"),
                        port == NOT_CONFIGURED ? null : port,
                        s.texts("allowed_origins"),
                        s.texts("allowed_hosts"),
                        s.number("requests_per_minute", 600, 1, 1_000_000),
                        s.number("max_request_bytes", 1 << 20, 1 << 10, 16 << 20),
                        s.flag("redact", true),
                        s.flag("audit", true),
                        s.flag("in_process", false),
                        mcpClients(s.table("clients")));
        s.rejectUnknownKeys();
        return mcp;
    }

    private static Map<String, Settings.McpClient> mcpClients(Section all) {
        Map<String, Settings.McpClient> clients = new TreeMap<>();
        for (String name : all.tables(CLIENT_KEYS)) {
            Section s = all.table(name);
            Secret token = s.secret("token");
            if (!name.equals(Settings.Mcp.STDIO)) {
                token = s.required("token", token);
            }
            Scope scope =
                    new Scope(
                            s.parsedAll("sources", "sources", Service::of),
                            s.parsedAll("accounts", "accounts, <source>:<id>", AccountId::parse),
                            s.parsedAll("chats", "references, <account>/<chat>", ChatRef::parse));
            s.rejectUnknownKeys();
            clients.put(name, new Settings.McpClient(token, scope));
        }
        all.rejectUnknownKeys();
        return clients;
    }

    private static Map<String, VkTeamsAccount> vkTeams(Section all) {
        Map<String, VkTeamsAccount> accounts = new TreeMap<>();
        for (String name : all.tables(ACCOUNT_KEYS)) {
            Section s = all.table(name);
            URI baseUrl = s.required("base_url", s.httpUri("base_url"));
            Secret token = s.required("token", s.secret("token"));
            List<String> include = s.texts("include_chats");
            List<String> exclude = s.texts("exclude_chats");
            Duration pollTime =
                    s.duration(
                            "poll_time",
                            Duration.ofSeconds(30),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(120));
            int requestsPerSecond = s.number("requests_per_second", 20, 1, 1000);
            s.rejectUnknownKeys();
            if (baseUrl != null && token != null) {
                accounts.put(
                        name,
                        new VkTeamsAccount(
                                baseUrl, token, include, exclude, pollTime, requestsPerSecond));
            }
        }
        all.rejectUnknownKeys();
        return accounts;
    }
}
