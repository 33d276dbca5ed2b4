package dev.tributary.contract.config;

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
        Map<String, VkTeamsAccount> vkteams) {

    public Settings {
        vkteams = Map.copyOf(vkteams);
    }

    /// Section `[kafka]`.
    ///
    /// @param bootstrapServers null: the embedded broker's, from the endpoints file
    /// @param replicationFactor of the topics that we create
    /// @param properties section `[kafka.properties]`: any setting of a Kafka client, passed
    ///   through unchecked
    public record Kafka(
            @Nullable String bootstrapServers,
            int replicationFactor,
            Map<String, Secret> properties) {
        public Kafka {
            properties = Map.copyOf(properties);
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
