package dev.tributary.standalone;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.runtime.DataDirectory;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options by which each command finds its data and configuration.
final class Installation {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "where the log, the database and the run files are",
                "(default: TRIBUTARY_HOME, $XDG_DATA_HOME/tributary, /var/lib/tributary for root)"
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

    DataDirectory data() {
        return DataDirectory.resolve(data);
    }

    /// @throws dev.tributary.contract.config.InvalidSettings with every problem at once
    Settings settings() {
        Map<String, String> environment = System.getenv();
        return SettingsLoader.load(
                data().configuration(config, environment).orElse(null), environment);
    }

    /// The options as given, to pass on to another process.
    String[] asArguments() {
        return config == null
                ? new String[] {"--data", data().root().toString()}
                : new String[] {"--data", data().root().toString(), "--config", config.toString()};
    }
}
