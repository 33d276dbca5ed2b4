package dev.tributary.ingestor.imports;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the import commands need of the process that they run in.
///
/// @param logs finds the log by `--data` and `--config`
/// @param isWatched whether somebody looks at stderr
/// @param zone of exports that say nothing better
record ImportRuntime(
        LogFinder logs,
        Supplier<StopRequest> stopRequests,
        boolean isWatched,
        ZoneId zone,
        Clock clock) {

    @FunctionalInterface
    interface LogFinder {
        /// @throws dev.tributary.contract.runtime.NothingReachable if nothing says where Kafka is
        ImportLog.Opener find(@Nullable Path dataOption, @Nullable Path configOption);
    }

    static ImportRuntime ofProcess() {
        Clock clock = Clock.systemUTC();
        return new ImportRuntime(
                (data, config) -> kafka(data, config, System.getenv(), clock),
                StopRequest::untilShutdown,
                isTerminal(Path.of("/proc/self/fd/2")),
                ZoneId.systemDefault(),
                clock);
    }

    private static ImportLog.Opener kafka(
            @Nullable Path dataOption,
            @Nullable Path configOption,
            Map<String, String> environment,
            Clock clock) {
        DataDirectory data = DataDirectory.resolve(dataOption);
        Settings settings =
                SettingsLoader.load(
                        data.configuration(configOption, environment).orElse(null), environment);
        return new KafkaImportLogs(
                Endpoints.resolve(settings, data).kafka(),
                settings.kafka().replicationFactor(),
                clock);
    }

    /// `System.console()` knows stdin and stdout, and a summary may well be piped while somebody
    /// watches. Where there is no `/proc`, nobody does.
    private static boolean isTerminal(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith("/dev/pts");
        } catch (IOException e) {
            return false;
        }
    }
}
