package dev.tributary.ingestor.launch;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.log.LogClients;
import dev.tributary.log.TopicProvisioner;
import dev.tributary.program.Installation;
import dev.tributary.program.ProgramLogging;
import java.util.Map;
import picocli.CommandLine.Mixin;

/// A picocli mixin: `@Mixin LaunchOptions launch`. Call [#settings] first, then [#log].
public final class LaunchOptions {

    private final Map<String, String> environment;

    @Mixin private Installation installation;

    public LaunchOptions(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.installation = new Installation(environment);
    }

    /// Reads the configuration and sets up the program's logs by it.
    ///
    /// @throws dev.tributary.contract.config.InvalidSettings with every problem
    public Settings settings() {
        Settings settings = installation.settings();
        ProgramLogging.toStderr(settings.logging());
        return settings;
    }

    public DataDirectory data() {
        return installation.data();
    }

    /// How another process finds what these options mean.
    public Relaunch relaunch() {
        ArchiveIdentity archive = installation.identity();
        return new Relaunch(
                new DataDirectory(archive.data()), archive.configuration(), environment);
    }

    /// Clients of a Kafka that answers and has our topics.
    ///
    /// @throws dev.tributary.contract.runtime.NothingReachable if it does not answer
    public LogClients log(Settings settings) throws InterruptedException {
        LogClients log = new LogClients(installation.endpoints(settings).kafka());
        TopicProvisioner.provision(log, settings.kafka());
        return log;
    }
}
