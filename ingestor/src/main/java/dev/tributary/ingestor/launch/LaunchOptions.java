package dev.tributary.ingestor.launch;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.NothingReachable;
import dev.tributary.log.LogClients;
import dev.tributary.log.TopicProvisioner;
import dev.tributary.program.Installation;
import dev.tributary.program.ProgramLogging;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Mixin;

/// A picocli mixin: `@Mixin LaunchOptions launch`. Call [#settings] first, then [#log].
public final class LaunchOptions {

    private static final int PATIENCE_MILLIS = 15_000;

    @Mixin private Installation installation = new Installation();

    /// Reads the configuration and sets up the program's logs by it.
    ///
    /// @throws dev.tributary.contract.config.InvalidSettings with every problem
    public Settings settings() {
        Settings settings = installation.settings();
        ProgramLogging.toStderr(settings.logging());
        return settings;
    }

    /// Clients of a Kafka that answers and has our topics.
    ///
    /// @throws NothingReachable if it does not answer
    public LogClients log(Settings settings) throws InterruptedException {
        Endpoints endpoints = installation.endpoints(settings);
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
}
