package dev.tributary.contract.config;

import dev.tributary.contract.question.Scope;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The whole configuration file. Each program checks all of it and uses its part. Keys are the
/// component names in snake_case; the defaults stand beside the keys in [SettingsLoader].
public record Settings(
        Kafka kafka,
        Postgres postgres,
        Embedding embedding,
        Processor processor,
        Query query,
        Embedded embedded,
        Logging logging,
        Status status,
        Mcp mcp,
        Map<String, VkTeamsAccount> vkteams,
        TelegramSettings telegram) {

    public Settings {
        vkteams = Map.copyOf(vkteams);
    }

    /// Section `[kafka]`.
    ///
    /// @param bootstrapServers null: the embedded broker's, from the endpoints file
    /// @param replicationFactor of the topics that we create
    /// @param minInsyncReplicas how many of them must have what is acknowledged
    /// @param properties section `[kafka.properties]`: any setting of a Kafka client but those that
    ///   something of ours rests on
    public record Kafka(
            @Nullable String bootstrapServers,
            int replicationFactor,
            int minInsyncReplicas,
            Map<String, Secret> properties) {
        public Kafka {
            properties = Map.copyOf(properties);
        }

        /// Of one broker.
        public static Kafka embedded() {
            return new Kafka(null, 1, inSync(1), Map.of());
        }

        /// So many that one broker may be away, and never one alone where there are three.
        static int inSync(int replicas) {
            return (replicas + 1) / 2;
        }
    }

    /// Section `[postgres]`.
    ///
    /// @param url a JDBC URL; null: the embedded cluster's, from the endpoints file
    public record Postgres(
            @Nullable String url, @Nullable String user, @Nullable Secret password) {}

    /// Section `[embedding]`.
    ///
    /// @param enabled false: no vectors; semantic questions answer that they are off
    /// @param provider where the model runs
    /// @param directory a sentence-embedding model of one's own (`tokenizer.json`, `model.onnx`);
    ///   null: the built-in one
    /// @param baseUrl of the endpoint, for `ollama` and `openai`
    /// @param model the endpoint's word for the model
    /// @param apiKey for an endpoint that wants one
    /// @param pooling `mean` or `cls`
    /// @param maxTokens the window in word pieces, special tokens included
    /// @param queryPrefix put before a question, as some models want (`query: `)
    /// @param passagePrefix put before a message (`passage: `)
    /// @param threads sessions of one thread each; 0 means one a core
    public record Embedding(
            boolean enabled,
            Provider provider,
            @Nullable Path directory,
            @Nullable URI baseUrl,
            @Nullable String model,
            @Nullable Secret apiKey,
            Pooling pooling,
            int maxTokens,
            String queryPrefix,
            String passagePrefix,
            int threads) {
        public enum Provider {
            /// In this process.
            ONNX,
            /// Ollama's API.
            OLLAMA,
            /// OpenAI's API or one like it.
            OPENAI
        }

        public enum Pooling {
            MEAN,
            CLS
        }
    }

    /// Section `[processor]`.
    ///
    /// @param commitInterval how long the normaliser keeps a transaction open on the live lane
    /// @param feed whether live changes are fed into the topic `tributary.changes`, for those who
    ///   follow a chat
    public record Processor(Duration commitInterval, boolean feed) {}

    /// Section `[query]`.
    ///
    /// @param idleTimeout how long the query daemon stays when nobody asks
    public record Query(Duration idleTimeout) {}

    /// Section `[embedded]`: the broker and cluster that `tributary up` runs. A port of 0 is chosen
    /// free once and kept.
    public record Embedded(int kafkaPort, int postgresPort, @Nullable Path postgresBin) {}

    /// Section `[logging]`.
    public record Logging(Level level, Format format) {
        public enum Level {
            ERROR,
            WARN,
            INFO,
            DEBUG
        }

        public enum Format {
            TEXT,
            JSON
        }
    }

    /// Section `[status]`: the pages for operators (`/health`, `/metrics`, `/status`).
    ///
    /// @param host the address that they listen on; anything but loopback shows them to a network
    /// @param ingestor where ingestors that run elsewhere tell their status, all addresses of that
    ///   name; null: what the running stack says, else this machine
    /// @param processor the same of processors
    public record Status(String host, @Nullable URI ingestor, @Nullable URI processor) {}

    /// Section `[mcp]`: what the bridge offers agents, and how.
    ///
    /// @param enabled whether `tributary up` serves agents over HTTP
    /// @param host where HTTP is offered; anything but loopback opens the archive to a network
    /// @param configuredPort null: [#USUAL_PORT], if nobody has it
    /// @param allowedOrigins of browsers that may ask, `https://host` or `http://localhost:*`
    /// @param allowedHosts that a request may be addressed to, `host` or `host:*`; empty: the names
    ///   of the loopback and `host`
    /// @param requestsPerMinute of one client over HTTP
    /// @param maxRequestBytes of one message
    /// @param redact whether access tokens and one-time codes are left out of what agents read
    /// @param audit whether every call is written to the audit log
    /// @param inProcess whether the HTTP service answers by an engine of its own in place of the
    ///   query daemon
    /// @param clients section `[mcp.clients.NAME]`
    public record Mcp(
            boolean enabled,
            String host,
            @Nullable Integer configuredPort,
            List<String> allowedOrigins,
            List<String> allowedHosts,
            int requestsPerMinute,
            int maxRequestBytes,
            boolean redact,
            boolean audit,
            boolean inProcess,
            Map<String, McpClient> clients) {
        /// The client that speaks over stdin and stdout; it is known by its pipe, not by a token.
        public static final String STDIO = "stdio";

        public static final int USUAL_PORT = 8931;

        public Mcp {
            allowedOrigins = List.copyOf(allowedOrigins);
            allowedHosts = List.copyOf(allowedHosts);
            clients = Map.copyOf(clients);
        }

        /// 0 for any that is free.
        public int port() {
            return configuredPort == null ? USUAL_PORT : configuredPort;
        }
    }

    /// Section `[mcp.clients.NAME]`: one who may ask, and what it may see.
    ///
    /// @param token what it shows over HTTP; null for [Mcp#STDIO] alone
    public record McpClient(@Nullable Secret token, Scope scope) {}

    /// Section `[vkteams.NAME]`, one an account; NAME is the operator's own word for it in logs and
    /// status.
    ///
    /// @param baseUrl with the path, for example `https://myteam.mail.ru/bot/v1/`; every
    ///   installation has its own
    /// @param token from Metabot
    /// @param includeChats glob patterns over chat ids and titles; empty means all
    /// @param excludeChats glob patterns; a chat that both lists match is left out
    /// @param pollTime how long the server holds an empty poll
    /// @param requestsPerSecond the ceiling of all calls of this account
    public record VkTeamsAccount(
            URI baseUrl,
            Secret token,
            List<String> includeChats,
            List<String> excludeChats,
            Duration pollTime,
            int requestsPerSecond) {
        public VkTeamsAccount {
            includeChats = List.copyOf(includeChats);
            excludeChats = List.copyOf(excludeChats);
        }
    }
}
