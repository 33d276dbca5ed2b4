package dev.tributary.ingestor.launch;

import dev.tributary.contract.runtime.DataDirectory;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How another process of the same program finds the same data and configuration.
///
/// @param configuration null: as the environment and the data directory say
/// @param environment which may hold settings, beside that of this process
public record Relaunch(
        DataDirectory data, @Nullable Path configuration, Map<String, String> environment) {

    public Relaunch {
        environment = Map.copyOf(environment);
    }
}
