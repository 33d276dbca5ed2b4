package dev.tributary.program;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options by which a command finds its data and configuration: `@Mixin Installation`.
public final class Installation {

    private final Map<String, String> environment;
    private final Path workingDirectory;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "where the log, the database and the run files are",
                "(default: TRIBUTARY_HOME, $XDG_DATA_HOME/tributary,",
                "/var/lib/tributary for root, else",
                "~/.local/share/tributary)"
            })
    private @Nullable Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = {
                "the configuration",
                "(default: TRIBUTARY_CONFIG, <data>/tributary.toml, /etc/tributary/tributary.toml)"
            })
    private @Nullable Path config;

    public Installation() {
        this(System.getenv());
    }

    /// @param environment asked instead of this process's own
    public Installation(Map<String, String> environment) {
        this(environment, Path.of("").toAbsolutePath());
    }

    /// @param workingDirectory from which relative paths are followed
    public Installation(Map<String, String> environment, Path workingDirectory) {
        this.environment = Map.copyOf(environment);
        this.workingDirectory = workingDirectory;
    }

    public DataDirectory data() {
        return new DataDirectory(
                workingDirectory.resolve(DataDirectory.named(data, environment, user(), home())));
    }

    /// The archive that is meant, however it was named.
    public ArchiveIdentity identity() {
        return ArchiveIdentity.of(data, config, workingDirectory, environment, user(), home());
    }

    private static String user() {
        return System.getProperty("user.name");
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home"));
    }

    /// @throws dev.tributary.contract.config.InvalidSettings with every problem at once
    public Settings settings() {
        return SettingsLoader.load(
                data().configuration(config, environment)
                        .map(workingDirectory::resolve)
                        .orElse(null),
                environment);
    }

    /// @throws dev.tributary.contract.runtime.NothingReachable if nobody says where Kafka and
    ///   Postgres are
    public Endpoints endpoints(Settings settings) {
        return Endpoints.resolve(settings, data());
    }

    /// The options as they were given, to pass on to another program.
    public List<String> asArguments() {
        String root = data().root().toString();
        return config == null
                ? List.of("--data", root)
                : List.of("--data", root, "--config", workingDirectory.resolve(config).toString());
    }
}
