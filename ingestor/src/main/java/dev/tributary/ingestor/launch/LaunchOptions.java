package dev.tributary.ingestor.launch;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.NothingReachable;
import dev.tributary.log.LogClients;
import dev.tributary.log.TopicProvisioner;
import dev.tributary.program.ProgramLogging;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A picocli mixin: `@Mixin LaunchOptions launch`. Call [#settings] first, then [#log].
public final class LaunchOptions {

    private static final int PATIENCE_MILLIS = 15_000;

    private final Map<String, String> environment;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Configuration file. Default: TRIBUTARY_CONFIG, <data>/tributary.toml,"
                            + " /etc/tributary/tributary.toml.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Data directory, where a running stack leaves its endpoints. Default:"
                            + " TRIBUTARY_HOME, $XDG_DATA_HOME/tributary.")
    private @Nullable Path data;

    /// picocli makes it.
    public LaunchOptions() {
        this(System.getenv());
    }

    LaunchOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /// Reads the configuration and sets up the program's logs by it.
    ///
    /// @throws dev.tributary.contract.config.InvalidSettings with every problem
    public Settings settings() {
        Settings settings =
                SettingsLoader.load(
                        directory().configuration(config, environment).orElse(null), environment);
        ProgramLogging.toStderr(settings.logging());
        return settings;
    }

    /// Clients of a Kafka that answers and has our topics.
    ///
    /// @throws NothingReachable if it does not answer
    public LogClients log(Settings settings) throws InterruptedException {
        Endpoints endpoints = Endpoints.resolve(settings, directory());
        LogClients log = new LogClients(endpoints.kafka());
        Map<String, Object> impatient = new java.util.HashMap<>(log.properties());
        impatient.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        impatient.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        try (Admin admin = Admin.create(impatient)) {
            new TopicProvisioner(admin, settings.kafka().replicationFactor()).provision();
        } catch (KafkaException | IllegalStateException e) {
            throw new NothingReachable(
                    "Kafka at \""
                            + log.properties().get("bootstrap.servers")
                            + "\" cannot be used: "
                            + e.getMessage()
                            + "; check that it runs (tributary status) and"
                            + " kafka.bootstrap_servers");
        }
        return log;
    }

    private DataDirectory directory() {
        return DataDirectory.resolve(data);
    }
}
